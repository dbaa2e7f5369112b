from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be: which kind (a word for machines), and a sentence for people."""

    kind: str
    text: str

    def __str__(self) -> str:
        return self.text
