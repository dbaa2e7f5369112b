"""Made-up enterprises that make things."""

from entrepreneurs.choices import LegalForm, StatusKind
from entrepreneurs.demo_data.shapes import Demo, Offer

CRAFTS = (
    Demo(
        "Лазаричка нит", "Lazarica Thread",
        "Ткамо торбе и стазе на старим разбојима.", "We weave bags and runners on old looms.",
        "Жене које су остале без посла у текстилној фабрици поново раде оно што најбоље знају. Свака торба носи име"
        " онога ко ју је ткао.",
        "Women who lost their jobs in a textile factory do again what they know best. Every bag carries the name of its"
        " weaver.",
        LegalForm.ASSOCIATION, "Крушевац", "1392", 2016, StatusKind.REGISTERED, ("over-50", "redundant"),
        (
            Offer("textile", "weaving", "Ткана торба", "Woven bag", "2.400 динара", "2,400 dinars"),
            Offer("home", "weaving", "Стаза за сто", "Table runner", "1.800 динара", "1,800 dinars"),
            Offer("learning", "weaving", "Обука ткања, један дан", "A day of weaving lessons", "3.000 динара",
                  "3,000 dinars"),
        ),
        "weaving", "1-5 9-16",
        languages=("sr", "en"), people=(9, 1),
    ),
    Demo(
        "Кора и срж", "Bark and Heartwood",
        "Дрвене играчке и дидактичке слагалице без лака.", "Wooden toys and puzzles without varnish.",
        "Столарија у којој раде људи са оштећењем слуха. Свака играчка је од букве и може да се поправи код нас.",
        "A workshop where people with hearing loss work. Every toy is of local beech and can be mended with us.",
        LegalForm.LIMITED, "Паруновац", "1629", 2018, StatusKind.PREPARING, ("disability",),
        (
            Offer("wood", "toys", "Воз од букве", "Beech train", "2.900 динара", "2,900 dinars"),
            Offer("wood", "toys", "Слагалица Лазарица", "Lazarica puzzle", "1.500 динара", "1,500 dinars"),
        ),
        "toys", "1-5 8-15",
        languages=("sr", "rsl"), people=(2, 5),
    ),
    Demo(
        "Грнчарија Росица", "Rosica Pottery",
        "Чиније и шоље од глине, печене на дрва.", "Bowls and mugs of clay, fired with wood.",
        "Двоје младих мајстора наставља занат који је у селу скоро нестао и учи децу из школе да га воле.",
        "Two young potters carry on a craft that had almost left the village, and teach school children to love it.",
        LegalForm.ENTREPRENEUR, "Росица", "2341", 2021, StatusKind.SELF_DECLARED, ("under-30",),
        (
            Offer("home", "pottery", "Шоља", "Mug", "900 динара", "900 dinars"),
            Offer("home", "pottery", "Чинија за салату", "Salad bowl", "1.900 динара", "1,900 dinars"),
            Offer("learning", "pottery", "Час на грнчарском точку", "An hour at the wheel", "по договору",
                  "by agreement"),
        ),
        "pottery", "6 10-16", people=(1, 1),
        ways=("general_interest",), areas=("cultural",),
    ),
    Demo(
        "Сапун и лаванда", "Soap and Lavender",
        "Сапуни од домаћих уља и биља.", "Soaps of local oils and herbs.",
        "Мала радионица самохраних мајки. Биље сами беремо, а остатке враћамо у башту.",
        "A small workshop of single mothers. We pick the herbs ourselves and return what is left to the garden.",
        LegalForm.ASSOCIATION, "Мудраковац", "3299", 2019, StatusKind.SELF_DECLARED,
        ("long-term-unemployed", "social-assistance"),
        (
            Offer("cosmetics", "soap", "Сапун од лаванде", "Lavender soap", "350 динара", "350 dinars"),
            Offer("cosmetics", "soap", "Мелем од невена", "Marigold balm", "480 динара", "480 dinars"),
            Offer("gifts", "soap", "Поклон кутија", "Gift box", "1.600 динара", "1,600 dinars"),
        ),
        "soap", "1-5 10-15", people=(4, 0),
        months_since_check=15,
    ),
    Demo(
        "Жупски кош", "Wicker Basket",
        "Корпе од врбе по мери.", "Willow baskets to measure.",
        "Плетемо корпе за виноград, пијацу и кућу. Учимо занату и људе који дуго нису имали посао.",
        "We weave baskets for vineyard, market and home, and teach the craft to people who were long without work.",
        LegalForm.ASSOCIATION, "Јасика", "1629", 2015, StatusKind.NONE, ("long-term-unemployed", "roma"),
        (
            Offer("home", "baskets", "Пијачна корпа", "Market basket", "1.700 динара", "1,700 dinars"),
            Offer("home", "baskets", "Корпа за огрев", "Log basket", "2.600 динара", "2,600 dinars"),
        ),
        "baskets", "1-6 8-14", people=(2, 4),
    ),
    Demo(
        "Шав по шав", "Stitch by Stitch",
        "Шијемо радна одела и поправљамо одећу.", "We sew work clothes and mend clothing.",
        "Кројачница отворена за жене које се враћају на посао после дугог прекида. Радимо и за мале поруџбине.",
        "A tailor's shop for women who return to work after a long break. Small orders are welcome.",
        LegalForm.LIMITED, "Крушевац", "1413", 2017, StatusKind.REGISTERED, ("over-50", "family-violence"),
        (
            Offer("clothing", "sewing", "Радна кецеља", "Work apron", "1.300 динара", "1,300 dinars"),
            Offer("repair", "sewing", "Поправка одеће", "Mending", "од 300 динара", "from 300 dinars"),
        ),
        "sewing", "1-5 8-16", people=(8, 0),
        areas=("work", "economic"),
    ),
    Demo(
        "Други круг", "Second Round",
        "Сређујемо бицикле и дајемо им други живот.", "We restore bicycles and give them a second life.",
        "Млади без завршене школе уче занат уз старије мајсторе. Сваки трећи бицикл поклањамо.",
        "Young people without finished school learn from old masters. Every third bicycle is given away.",
        LegalForm.ASSOCIATION, "Крушевац", "9529", 2020, StatusKind.PREPARING, ("under-30", "no-secondary-school"),
        (
            Offer("repair", "bicycle", "Сервис бицикла", "Bicycle service", "1.200 динара", "1,200 dinars"),
            Offer("other-services", "bicycle", "Обновљен бицикл", "Restored bicycle", "од 9.000 динара",
                  "from 9,000 dinars"),
        ),
        "bicycle", "1-5 12-18", languages=("sr", "en"),
        people=(1, 4),
    ),
    Demo(
        "Папирна лађа", "Paper Boat",
        "Штампамо честитке, кесе и мале књиге.", "We print cards, bags and small books.",
        "Штампарија у којој раде особе са инвалидитетом. Папир је рециклиран, а боје су на води.",
        "A print shop run by persons with disabilities. The paper is recycled and the inks are water-based.",
        LegalForm.LIMITED, "Крушевац", "1812", 2014, StatusKind.REGISTERED, ("disability",),
        (
            Offer("printing", "paper", "Честитке, 20 комада", "20 greeting cards", "1.400 динара", "1,400 dinars"),
            Offer("printing", "paper", "Папирне кесе", "Paper bags", "од 25 динара", "from 25 dinars"),
        ),
        "paper", "1-5 8-16",
        people=(5, 6), languages=("sr", "en", "rsl"),
    ),
    Demo(
        "Жица и перле", "Wire and Beads",
        "Накит од сребрне жице и стакла.", "Jewellery of silver wire and glass.",
        "Ручни рад младих уметница. Део зараде иде за час цртања у сеоским школама.",
        "Handmade by young artists. Part of what we earn pays for drawing lessons in village schools.",
        LegalForm.ENTREPRENEUR, "Бивоље", "3213", 2022, StatusKind.NONE, ("under-30",),
        (Offer("gifts", "jewellery", "Минђуше", "Earrings", "1.100 динара", "1,100 dinars"),),
        "jewellery", people=(2, 0), ways=("general_interest",),
        areas=("cultural",), months_since_check=17,
    ),
    Demo(
        "Столарија Мост", "Bridge Joinery",
        "Намештај по мери од половног дрвета.", "Furniture to measure from reclaimed wood.",
        "Људи који су били у затвору овде добијају прву плату после повратка. Правимо полице, столове и клупе.",
        "People who come back from prison get their first wage here. We make shelves, tables and benches.",
        LegalForm.LIMITED, "Мало Головоде", "3109", 2019, StatusKind.SELF_DECLARED, ("other", "long-term-unemployed"),
        (
            Offer("wood", "workshop", "Кухињска полица", "Kitchen shelf", "6.500 динара", "6,500 dinars"),
            Offer("wood", "workshop", "Баштенска клупа", "Garden bench", "12.000 динара", "12,000 dinars"),
        ),
        "workshop", "1-5 7-15", people=(0, 6),
    ),
)  # fmt: skip
