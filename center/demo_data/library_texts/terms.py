"""The glossary of the demo."""

from typing import Final

from center.demo_data.library_texts.sources import LAW, OURS

# short name, word, in one sentence, source, see also
TERMS: Final[list[tuple[str, str, str, str, str, str, str, list[str]]]] = [
    (
        "social-entrepreneurship",
        "социјално предузетништво",
        "social entrepreneurship",
        ("Посао који зарађује да би решавао проблем људи или места, а не да би власник имао што већу добит."),
        (
            "A business that earns in order to solve a problem of people or of a place, not for the "
            "owner’s greatest profit."
        ),
        *LAW,
        ["status", "social-enterprise"],
    ),
    (
        "social-enterprise",
        "социјално предузеће",
        "social enterprise",
        "Предузеће које послује ради друштвене користи; у регистру се води као носилац статуса.",
        ("An enterprise that works for the good of others; the register calls it a holder of the status."),
        *LAW,
        ["status"],
    ),
    (
        "status",
        "статус социјалног предузетништва",
        "status of social entrepreneurship",
        "Ознака у регистру АПР, а не правна форма: добија је предузеће које испуњава услове Закона.",
        (
            "A mark in the register of APR, not a legal form: an enterprise gets it that meets the "
            "conditions of the Law."
        ),
        *LAW,
        ["apr", "legal-form"],
    ),
    (
        "apr",
        "АПР",
        "APR",
        (
            "Агенција за привредне регистре, у коју се уписују предузећа, удружења и статус "
            "социјалног предузетништва."
        ),
        (
            "The Serbian Business Registers Agency, where enterprises, associations and the status "
            "are entered."
        ),
        "Агенција за привредне регистре",
        "Serbian Business Registers Agency",
        ["status"],
    ),
    (
        "legal-form",
        "правна форма",
        "legal form",
        (
            "Облик у коме је посао регистрован: предузетник, привредно друштво, задруга, удружење, "
            "фондација и други."
        ),
        (
            "How a business is registered: entrepreneur, company, cooperative, association, "
            "foundation and others."
        ),
        *OURS,
        ["entrepreneur", "cooperative", "association"],
    ),
    (
        "entrepreneur",
        "предузетник",
        "entrepreneur",
        ("Особа која је регистровала посао на своје име; за статус не сме да буде паушално опорезована."),
        (
            "A person who registered a business in their own name; for the status not one taxed at a "
            "flat rate."
        ),
        *LAW,
        ["legal-form"],
    ),
    (
        "cooperative",
        "задруга",
        "cooperative",
        ("Предузеће које припада онима који у њему раде или преко њега продају, и они о њему одлучују."),
        ("An enterprise that belongs to those who work in it or sell through it, and who decide about it."),
        *OURS,
        ["legal-form"],
    ),
    (
        "association",
        "удружење",
        "association",
        ("Људи који су се удружили ради заједничког циља; може да се бави и привредом и да стекне статус."),
        "People who joined for a common aim; it may also do business and get the status.",
        *OURS,
        ["legal-form"],
    ),
    (
        "vulnerable-groups",
        "осетљиве групе",
        "vulnerable groups",
        (
            "Људи којима је теже да нађу посао или услугу; Закон нема затворен списак, већ упућује "
            "на друге прописе."
        ),
        (
            "People for whom work or a service is harder to find; the Law has no closed list but "
            "refers to other rules."
        ),
        *LAW,
        ["work-integration"],
    ),
    (
        "work-integration",
        "радна интеграција",
        "work integration",
        "Посао у коме раде људи који тешко долазе до запослења, уз подршку која им треба.",
        "Work done by people who find it hard to get any, with the support that they need.",
        *LAW,
        ["vulnerable-groups"],
    ),
    (
        "founding-act",
        "оснивачки акт",
        "founding act",
        ("Документ којим је предузеће основано; у њему мора да пише шта бива са добити и са имовином."),
        (
            "The paper by which an enterprise was founded; it has to say what becomes of the profit "
            "and of the assets."
        ),
        *LAW,
        ["profit"],
    ),
    (
        "profit",
        "добит",
        "profit",
        (
            "Оно што остане кад се од прихода одузму трошкови; друштва и задруге са статусом најмање "
            "половину враћају у сврху."
        ),
        (
            "What is left of the income after the costs; companies and cooperatives with the status "
            "give at least half to the purpose."
        ),
        *LAW,
        ["founding-act"],
    ),
    (
        "grant",
        "бесповратна средства",
        "grant",
        ("Новац који се не враћа, али се мора утрошити за оно што је договорено и оправдати рачунима."),
        ("Money that is not paid back but has to be spent on what was agreed, and proved by invoices."),
        *OURS,
        ["co-financing", "donor"],
    ),
    (
        "co-financing",
        "суфинансирање",
        "co-financing",
        "Део трошкова који подносилац пријаве плаћа сам, новцем или радом, ако конкурс то тражи.",
        "The part of the costs that who applies pays, in money or work, where the call asks for it.",
        *OURS,
        ["grant"],
    ),
    (
        "donor",
        "донатор",
        "donor",
        "Онај ко даје новац за неки посао и одређује за шта се сме трошити.",
        "Who gives the money for some work and says what it may be spent on.",
        *OURS,
        ["grant"],
    ),
]
