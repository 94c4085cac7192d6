"""The words that hold a sentence together, of languages that there is no stemmer for.

They are here lest a text in one of them is taken for one in a neighbour's language.
"""

from __future__ import annotations

NEIGHBOURS: dict[str, str] = {
    "af": """
        aan af al as baie by dat daar dan die dit een en ek gaan geen gesê haar had het hierdie hom hulle hy in is jy
        kan kom maar met moet na nie nog of om ons ook op oor sal se sê si so soos sy te toe tot uit van vir was wat
        word wees wil
    """,
    "cy": """
        a ac ag am ar at bod byd cael chi chwarae dan dim dros dw ei ein er eu fe fel fod gan gyda gwneud hefyd hi hon
        hwn i ie iawn mae mewn mi na nad neu ni nid o oedd oes ond pan roedd rhai sydd sy trwy un wedi wrth y ym yn yr
        yw
    """,
    "gl": """
        a ao aos ás ata cando co coa coma como con da das de dende desde despois do dos e é el ela eles en entre era
        esta este está foi foron ha hai isto lle máis mais mesmo moi na nas no non nos nosa nun nunha o os ou para pero
        pola polas polo polos por porque que quen se sen ser seu seus son súa súas sobre tamén ten todo un unha xa á
    """,
    "hr": """
        ali ako bi bih bio bila bilo biti će da dok do ga gdje i ih ili im iz ja je jer još kad kada kao ko koja koje
        koji koju li me među mi mu na nad nakon ne neka nego nekoliko nije nisu njega njegov o od ona oni ovaj ovo po
        pod pred prema pri s sa sam samo se su sve svi svoj svoje ta tako također te to u uz za zbog što
    """,
    "is": """
        að af á aftur allt annað eða ef eftir ekki en enn er eru ég fyrir frá hafa hafði hann hans hans hafi hefur hér
        hún hvað hvernig í inn með meira meðal mér mjög nú né og okkur sem sér sé sig sinn sínum svo til um upp var
        vegna verið við voru það það þá þar þegar þeir þeirra þess þessi þetta því þær úr út yfir
    """,
    "lv": """
        ar arī bet bija būs caur es gan ir ja jau jo kad kā kas ko kur līdz ne nav no nu pa par pēc pie pret savu šo
        tā tad tas tikai to tomēr tur un uz vai var viņa viņi viņš visi vēl ļoti šī šis
    """,
    "la": """
        a ab ac ad aut autem cum de dum e ea eius ejus enim ergo esse est et ex etiam haec hic hoc iam id igitur ille
        in inter ipse is ita me nam ne nec neque nihil nisi non nos nunc ob per post pro quae quam quod qui quid quia
        quoque quo quibus se sed si sic sicut sine sub sunt tamen te tu ut vel vero
    """,
    "ms": """
        ada adalah akan atas atau awak bagi bahawa boleh beliau berkata dalam dan dapat dari daripada dengan di dia
        hanya ia ialah ini itu jika juga kami kata kerana ke kepada kita lagi lain lebih mereka oleh pada para saya
        sebagai secara sebuah seorang seperti serta selepas sudah supaya telah tersebut tetapi tidak untuk yang
    """,
    "sk": """
        a aby aj ale alebo ani ako asi až bez bol bola boli bolo bude by byť čo do ešte ho i ich iba je jeho jej keď
        ku k kde ktorá ktoré ktorý ktorí lebo len má medzi mu na nad nie než nič o od on po pod podľa potom pre preto
        pretože pred pri s sa si som sme sú so tak také tam ten tento tiež to toho tom tu už v vo však z za zo že
    """,
    "sl": """
        ali ampak bi bil bila bile bili bilo bo bodo brez če čeprav da do ga in iz ja je jih ji k kaj kako kakor kar ker
        ki ko kot le med mi mu na nad naj nam ne ni niso njegov o ob od on pa po pod pred pri s sa se si smo so sta svoj
        ta tako tam te tega ter to tudi v več vse za zaradi z že
    """,
    "sq": """
        ajo ai ata atë as a ca dhe disa do duke e edhe është ishte ishin janë i ka kam kanë ku kur kështu këtë kjo ky
        me më mund nga në një nuk o për po por që së saj se si sipas tij të tyre u
    """,
    "sw": """
        alikuwa ambao baada bila cha hadi hata hii huo hivyo huyo ila ili ingawa ya wa na ni kwa katika kama kuwa kutoka
        kwamba la lakini mwa nchi pia sana sasa tu vya wakati yake wake za zaidi hiyo
    """,
    "tl": """
        ang ay at mga na ng sa si ni kay ito iyon hindi may mayroon para kung ngunit nang kanyang kanilang niya nila
        siya sila ako ikaw kami tayo dahil din rin lamang pa po upang bilang isang
    """,
    "vi": """
        và của là có được cho không một những các trong đã này với người để từ ra khi đến về tại cũng như vào còn nhưng
        thì sẽ phải nhiều hơn bị bởi nếu đó theo rằng trên sau nên
    """,
    "be": """
        а але альбо без быў была былі было быць ва вельмі для да дзе з за і іх ж каб калі каля як які якая якія кажа
        мы на над не ні пад па паміж пра пры свой сваю сёння так таксама там толькі той у ўсе ўжо што яго яе яна яны ён
        гэта гэты гэтым
    """,
    "bg": """
        а ако ала беше без би бил в във все вече ги го да до докато е за защото и или им има й как какво като ката кой
        която които което който към ли ми много му на над най не него нея ни но о обаче от още по под преди при с са
        само се след според със си са сме съм така там те това този тази тези той тя у че ще
    """,
    "mk": """
        а ако ама беше без би бил во ги го да дека до е за и или им има ја како кај кога кои која кое кој ќе ли многу му
        на најмногу не неа ни ниту но о од она они оваа овој ова по под при се си само сите со сè сум така тоа тој таа
        тие уште што
    """,
    "uk": """
        а або але без би був була були було бути в вже від він вона вони все всі для до з за й його її їх і із коли який
        яка яке які як ж же між може ми на над не ні ніж по під після при про саме себе та так також там те ті тільки
        того той том тому у це цей ці ця чи що щоб є
    """,
    "he": """
        של את על לא הוא היא זה עם כי אל או גם כל יש אני הם אך רק אם היה היו כמו אשר לאחר בין ידי אחר זאת יותר מן אבל
        להיות שלא
    """,
    "mr": """
        आणि आहे या च मध्ये ते हे व ही होते होता होती आहेत तर असे केले त्या त्यांनी साठी एक पण नाही की झाली झाले
        म्हणून काही त्यांच्या असून
    """,
    "ur": """
        کے کی کا میں ہے اور سے کو نے پر یہ ہیں کہ بھی اس تھا ایک نہیں ہی تو کر جو کیا گیا تھے یا تھی ساتھ لیے اپنے وہ ہو
    """,
}
"""ISO 639-1 code → words in lower case, blanks between them."""
