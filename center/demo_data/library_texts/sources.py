"""Where the words of the demo's library come from."""

from typing import Final

GAZETTE: Final = "https://www.pravno-informacioni-sistem.rs/"
LAW: Final = (
    "Закон о социјалном предузетништву, „Службени гласник РС“ 14/2022",
    "Law on Social Entrepreneurship, Official Gazette 14/2022",
)
OURS: Final = ("Канцеларија Центра", "The Center’s office")
