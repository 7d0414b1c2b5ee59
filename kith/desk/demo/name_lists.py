"""Names for invented people, of several origins, with the signs that break careless programs.

Origins are kept together so that a family sounds like one; the letter after a given name is the sex.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """Names that go together, how common they are here, and the language and census code likely with them."""

    share: float
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    families: tuple[str, ...]
    ethnicity: str = "WBRI"
    language: str = "English"


ORIGINS: tuple[Origin, ...] = (
    Origin(
        0.56,
        tuple(
            "Olivia Amelia Isla Ava Ivy Freya Lily Florence Mia Willow Rosie Sophia Isabella Grace Daisy Sienna Poppy "
            "Elsie Emily Ella Evelyn Phoebe Evie Charlotte Harper Millie Matilda Maisie Luna Emilia Alice Bonnie Ruby "
            "Ada Mila Hallie Eliza Penelope Orla Esme Violet Erin Scarlett Lottie Chloe Robyn Eden Nancy Molly Skye "
            "Courtney Kayleigh Chelsea Shannon Paige Jade Kirsty Tracey Mandy Dawn".split()
        )
        + ("Lily-Mae", "Ellie-May", "Anne-Marie"),
        tuple(
            "Oliver George Noah Arthur Leo Harry Oscar Archie Jack Freddie Theo Henry Alfie Charlie Jacob Thomas "
            "Finley Isaac Joshua Jude Reggie Teddy Albie Louie Tommy Rory Mason Riley Logan Jaxon Ethan Tyler "
            "Callum Connor Kyle Liam Ryan Bradley Ashton Kai Brandon Jordan Dean Lee Craig Darren Wayne Shane Gary "
            "Kevin Stephen Paul Mark Ellis Toby Zachary Elliot Dexter Harvey Luca".split()
        )
        + ("Tommy-Lee", "John-Paul"),
        tuple(
            "Ashworth Barlow Bellamy Birch Blackwell Brierley Brookes Butterfield Cartwright Chadwick Clegg Cooper "
            "Crossley Dawson Dearden Denton Dixon Eckersley Ellwood Fairhurst Farrow Fielding Foxcroft Garside Gibbons "
            "Goddard Greenhalgh Hadfield Hargraves Hartley Haworth Heywood Holroyd Horsfall Hulme Ibbotson Jagger "
            "Kershaw Kirkham Lomas Mather Midgley Naylor Nuttall Ogden Openshaw Parkin Pickles Platt Pollard Ramsden "
            "Rawlinson Royle Rushworth Sagar Schofield Sharples Shaw Slater Sutcliffe Tattersall Tonge Turnbull "
            "Unsworth Varley Wadsworth Walmsley Whiteley Widdop Wolstenholme Wrigley Yates".split()
        )
        + ("Smith-Jones", "Hall-Barker", "Lloyd-Price", "St John"),
    ),
    Origin(
        0.06,
        tuple("Aoife Saoirse Niamh Ciara Róisín Sinéad Orlaith Caoimhe Gráinne Bríd".split()),
        tuple("Conor Finn Cillian Oisín Seán Pádraig Eoghan Darragh Ronan Declan".split()),
        ("O'Brien", "O’Neill", "O'Connell", "McCarthy", "Gallagher", "Doyle", "Brennan", "MacDonagh", "Mac Giolla"),
        "WIRI",
    ),
    Origin(
        0.08,
        tuple("Aisha Fatima Maryam Zainab Khadija Ayesha Hafsa Sana Iqra Amina Noor Zara".split()),
        tuple("Muhammad Mohammed Ibrahim Yusuf Hamza Ali Bilal Ahmed Hassan Zayn Umar Ismail".split()),
        tuple("Hussain Khan Ahmed Akhtar Mahmood Iqbal Malik Begum Shah Rashid Bashir Choudhury".split())
        + ("al-Hashimi", "El-Sayed"),
        "APKN",
        "Urdu",
    ),
    Origin(
        0.04,
        tuple("Simran Harpreet Jasleen Priya Anjali Meera Kavya Diya Gurleen Riya".split()),
        tuple("Arjun Gurpreet Dev Rohan Aarav Manpreet Jaspal Vikram Karan Nikhil".split()),
        tuple("Singh Kaur Patel Sharma Gill Sandhu Dhillon Mehta Bains Chauhan".split()),
        "AIND",
        "Panjabi",
    ),
    Origin(
        0.06,
        tuple("Ada Chiamaka Adaeze Folake Abena Akosua Ngozi Zainabu Temi Ifeoma Esi Blessing".split()),
        tuple("Chidi Emeka Tobi Kwame Kofi Yaw Segun Obinna Tunde Kwabena Daniel Emmanuel".split()),
        tuple("Okafor Adeyemi Mensah Boateng Eze Okonkwo Asante Nwosu Balogun Owusu Oyelaran Acheampong".split())
        + ("N'Diaye", "Ọlátúnjí"),
        "BAFR",
    ),
    Origin(
        0.05,
        tuple("Zofia Julia Maja Lena Ewa Agnieszka Małgorzata Katarzyna Oliwia Eliška".split()),
        tuple("Jan Jakub Szymon Filip Łukasz Piotr Paweł Tomáš Andrei Ștefan".split()),
        tuple("Nowak Kowalski Wiśniewski Wójcik Kamiński Lewandowski Zieliński Novák Dvořák Ionescu Popa".split()),
        "WOTH",
        "Polish",
    ),
    Origin(
        0.04,
        tuple("Shanice Kezia Jasmine Tanisha Naomi Alesha Simone Aaliyah".split()),
        tuple("Jermaine Marlon Dwayne Tyrone Isaiah Malachi Andre Jaden".split()),
        tuple("Campbell Grant Morgan Bailey Gordon Clarke Francis Pinnock Wint Blake".split()) + ("St. Clair",),
        "BCRB",
    ),
    Origin(
        0.06,
        tuple("Maya Leila Jasmin Sofia Amara Nia Rhea Ines Thandi Ciel".split()),
        tuple("Kian Zane Milo Rafael Idris Kairo Theo Marcus Elijah Reuben".split()),
        ("Reid-Osman", "Farah-Lowe", "Ali-Thompson", "Da Silva", "Van der Merwe", "Ortega", "Costa", "Pereira", "Duarte"),
        "MOTH",
    ),
    Origin(
        0.02,
        ("林美玲", "王芳", "陈静", "Xiu", "Mei", "Anh", "Linh"),
        ("王伟", "李强", "陈明", "Wei", "Jun", "Minh", "Bảo"),
        ("Chen", "Wong", "Nguyễn", "Trần", "Lam", "Li", "Zhou"),
        "CHNE",
        "Cantonese",
    ),
    Origin(
        0.03,
        ("مريم", "فاطمة", "Олена", "Ірина", "Shirin", "Hevin", "Yara", "Rojin", "Selam", "Hiwet"),
        ("محمد", "علي", "Андрій", "Олександр", "Rebaz", "Dara", "Omid", "Samuel", "Yonas", "Filmon"),
        ("الأحمد", "حسن", "Шевченко", "Коваленко", "Karimi", "Rahimi", "Tesfaye", "Haile", "Barzani", "Demir"),
        "OOTH",
        "Arabic",
    ),
)

STREETS = tuple(
    "Alder Ash Beacon Beech Birch Bramble Brook Canal Castle Cedar Chapel Church Clarence Comfort Cross Dale Elm Ferry "
    "Field Forge Garden Glebe Grange Harbour Hawthorn Hazel Heath Hill Holly Ivy Kiln Lark Lime Linden Maple Market "
    "Meadow Mill Moor Nelson Oak Orchard Park Pear Poplar Priory Quarry Queen Rowan School Station Tannery Thorn Valley "
    "Victoria Wharf Willow Windmill Yew".split()
)
WAYS = ("Road", "Street", "Close", "Avenue", "Lane", "Walk", "Drive", "Court", "Row", "Terrace", "Gardens", "Way")
SCHOOLS = (
    "Northgate Primary", "St Brigid’s Primary", "Westmere Academy", "Moor Lane Primary", "Harbour Infants",
    "Castle Hill High", "Quarry Bank Primary", "The Glebe School", "Kiln Street Nursery", "Linden Park Academy",
)  # fmt: skip
ORGANISATIONS = {
    "1": ("a neighbour", "family", "the young person", "a family friend"),
    "2": SCHOOLS,
    "3": ("Westmere General, children’s ward", "Alder Surgery", "Health visiting, North", "School nursing", "A&E"),
    "4": ("Westmere Homes", "Harbour Housing"),
    "5": ("Early help hub", "Out of hours team", "Another authority", "Youth service"),
    "6": ("Westmere police, public protection", "Westmere police, response"),
    "7": ("Probation service", "Family court advisers", "Youth justice"),
    "8": ("Women’s refuge", "Children’s charity", "Fire service"),
    "9": ("a caller who gave no name",),
    "10": ("not recorded",),
}
WORKERS_GIVEN = tuple(
    "Helen Imran Laura Marcus Sunita Tom Rachel Kwesi Bev Gareth Nadia Peter Louise Dinesh Claire Anton Fiona Yusra "
    "Keith Mariam Stella Bogdan Carys Denise Raj Vicky Malcolm Esther Jo Leon Tessa Hamid Ruth Chris Odette".split()
)
WORKERS_FAMILY = tuple(
    "Aldous Barker Crewe Dhar Easton Finch Gupta Hollins Idowu Jeffs Kitchen Lacey Moss Norris Olsen Peel Quinn Rowe "
    "Sayed Tully Usher Vance Wills Young Abbott Bryce Coker Drury Ellery Frame Gorman Hobbs Ince Jarman Keane".split()
)
