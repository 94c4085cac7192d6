"""In which language a text is written: told by its small words, or by what it says of itself."""

from __future__ import annotations

import pytest

from explorer.documents.language import STRETCH, language_of

STORIES = {
    "de": (
        "Die Bundesregierung hat am Mittwoch einen Gesetzentwurf beschlossen, mit dem der Ausbau der Windkraft "
        "schneller vorankommen soll. Nach Angaben des Ministeriums werden künftig zwei Prozent der "
        "Landesfläche für neue Anlagen ausgewiesen. Umweltverbände begrüßten den Schritt, kritisierten aber, "
        "dass die Fristen für die Länder zu lang seien."
    ),
    "fr": (
        "Le gouvernement a annoncé mercredi un plan de relance destiné aux petites entreprises touchées par la "
        "crise. Selon le ministre de l'Économie, près de deux milliards d'euros seront versés d'ici la fin de "
        "l'année. L'opposition estime que ces mesures ne suffiront pas à sauver les emplois menacés."
    ),
    "es": (
        "El presidente anunció este martes un nuevo paquete de medidas para frenar la subida de los precios de "
        "la energía. Según fuentes del ministerio, las ayudas llegarán a más de tres millones de familias "
        "antes de que termine el año. Los sindicatos consideran insuficiente la propuesta y han convocado una "
        "huelga."
    ),
    "it": (
        "Il consiglio dei ministri ha approvato ieri sera il decreto che prevede nuovi fondi per la scuola e "
        "la sanità. Secondo il presidente, le risorse saranno disponibili già dal prossimo mese. Le regioni "
        "chiedono però maggiori garanzie sui tempi e sulle modalità di distribuzione dei finanziamenti."
    ),
    "pt": (
        "O governo anunciou nesta quarta-feira um conjunto de medidas para reduzir o preço dos combustíveis. "
        "De acordo com o ministro, os impostos serão cortados até ao final do ano, o que deverá beneficiar "
        "sobretudo as famílias com menos rendimentos. A oposição diz que a proposta não é suficiente."
    ),
    "nl": (
        "De regering heeft woensdag besloten dat er volgend jaar meer geld komt voor het onderwijs. Volgens de "
        "minister is er vooral een tekort aan leraren in de grote steden. De vakbonden zijn tevreden, maar "
        "vinden dat de salarissen ook omhoog moeten om het beroep weer aantrekkelijk te maken."
    ),
    "sv": (
        "Regeringen presenterade på onsdagen ett förslag som ska göra det lättare för unga att få sitt första "
        "jobb. Enligt arbetsmarknadsministern handlar det om sänkta avgifter för företag som anställer "
        "personer under 25 år. Oppositionen menar att reformen är för dyr och att pengarna borde gå till "
        "skolan."
    ),
    "no": (
        "Regjeringen la onsdag fram et forslag som skal gjøre det lettere for unge å få sin første jobb. "
        "Ifølge arbeidsministeren handler det om lavere avgifter for bedrifter som ansetter personer under 25 "
        "år. Opposisjonen mener at reformen er for dyr, og at pengene burde brukes på skolene i stedet."
    ),
    "fi": (
        "Hallitus esitteli keskiviikkona ehdotuksen, jonka tarkoituksena on helpottaa nuorten työllistymistä. "
        "Työministerin mukaan yritykset saavat tukea, jos ne palkkaavat alle 25-vuotiaita työntekijöitä. "
        "Oppositio pitää uudistusta liian kalliina ja katsoo, että rahat pitäisi käyttää kouluihin."
    ),
    "pl": (
        "Rząd przyjął w środę projekt ustawy, który ma ułatwić młodym ludziom znalezienie pierwszej pracy. Jak "
        "powiedział minister, firmy zatrudniające osoby poniżej 25 roku życia zapłacą niższe składki. Opozycja "
        "uważa, że reforma jest zbyt kosztowna, a pieniądze powinny trafić do szkół."
    ),
    "cs": (
        "Vláda ve středu schválila návrh zákona, který má mladým lidem usnadnit hledání prvního zaměstnání. "
        "Podle ministra budou firmy, které zaměstnají osoby mladší 25 let, platit nižší odvody. Opozice tvrdí, "
        "že reforma je příliš drahá a že by peníze měly jít raději do škol."
    ),
    "ru": (
        "Правительство в среду одобрило законопроект, который должен облегчить молодым людям поиск первой "
        "работы. По словам министра, компании, которые принимают на работу людей моложе 25 лет, будут платить "
        "меньше налогов. Оппозиция считает, что реформа слишком дорогая и что деньги следует направить в "
        "школы."
    ),
    "tr": (
        "Hükümet çarşamba günü gençlerin ilk işlerini bulmasını kolaylaştıracak bir yasa tasarısını kabul "
        "etti. Bakana göre 25 yaşın altındaki kişileri işe alan şirketler daha az vergi ödeyecek. Muhalefet "
        "ise reformun çok pahalı olduğunu ve paranın okullara harcanması gerektiğini söyledi."
    ),
    "hu": (
        "A kormány szerdán elfogadta azt a törvényjavaslatot, amely megkönnyíti a fiataloknak, hogy "
        "megtalálják első munkahelyüket. A miniszter szerint azok a cégek, amelyek 25 év alattiakat vesznek "
        "fel, kevesebb adót fizetnek majd. Az ellenzék úgy véli, hogy a reform túl drága, és a pénzt inkább az "
        "iskolákra kellene költeni."
    ),
    "ro": (
        "Guvernul a aprobat miercuri un proiect de lege care ar trebui să îi ajute pe tineri să își găsească "
        "primul loc de muncă. Potrivit ministrului, firmele care angajează persoane sub 25 de ani vor plăti "
        "mai puține taxe. Opoziția consideră că reforma este prea scumpă și că banii ar trebui să meargă la "
        "școli."
    ),
    "ca": (
        "El govern va aprovar dimecres un projecte de llei que ha de facilitar als joves trobar la primera "
        "feina. Segons el conseller, les empreses que contractin persones de menys de 25 anys pagaran menys "
        "impostos. L'oposició creu que la reforma és massa cara i que els diners haurien d'anar a les escoles."
    ),
    "el": (
        "Η κυβέρνηση ενέκρινε την Τετάρτη ένα νομοσχέδιο που θα διευκολύνει τους νέους να βρουν την πρώτη τους "
        "δουλειά. Σύμφωνα με τον υπουργό, οι εταιρείες που προσλαμβάνουν άτομα κάτω των 25 ετών θα πληρώνουν "
        "λιγότερους φόρους."
    ),
    "id": (
        "Pemerintah pada hari Rabu menyetujui rancangan undang-undang yang akan memudahkan kaum muda "
        "mendapatkan pekerjaan pertama mereka. Menurut menteri, perusahaan yang mempekerjakan orang di bawah "
        "usia 25 tahun akan membayar pajak lebih sedikit. Namun oposisi mengatakan bahwa reformasi itu terlalu "
        "mahal."
    ),
    "ar": (
        "وافقت الحكومة يوم الأربعاء على مشروع قانون من شأنه أن يسهل على الشباب العثور على أول وظيفة لهم. وقال "
        "الوزير إن الشركات التي توظف أشخاصا دون سن الخامسة والعشرين ستدفع ضرائب أقل. لكن المعارضة قالت إن "
        "الإصلاح مكلف للغاية."
    ),
    "fa": (
        "دولت روز چهارشنبه لایحه\u200cای را تصویب کرد که یافتن نخستین شغل را برای جوانان آسان\u200cتر می\u200cکند. به گفته "
        "وزیر، شرکت\u200cهایی که افراد زیر ۲۵ سال را استخدام کنند مالیات کمتری خواهند پرداخت. اما مخالفان می\u200cگویند "
        "که این اصلاحات بسیار پرهزینه است و پول باید در مدارس خرج شود."
    ),
    "hi": (
        "सरकार ने बुधवार को एक विधेयक को मंजूरी दी जिससे युवाओं को अपनी पहली नौकरी पाने में आसानी होगी। मंत्री "
        "के अनुसार 25 वर्ष से कम उम्र के लोगों को काम पर रखने वाली कंपनियों को कम कर देना होगा। विपक्ष का कहना "
        "है कि यह सुधार बहुत महंगा है।"
    ),
    "sr": (
        "Влада је у среду усвојила предлог закона који би младима требало да олакша проналажење првог посла. "
        "Према речима министра, предузећа која запошљавају особе млађе од 25 година плаћаће мање порезе. "
        "Опозиција сматра да је реформа прескупа и да би новац требало да иде школама."
    ),
    "en": (
        "The government approved a bill on Wednesday that should make it easier for young people to find their "
        "first job. According to the minister, companies that hire people under 25 will pay lower taxes. The "
        "opposition says the reform is too expensive and that the money should go to schools."
    ),
}
UNKNOWN = {
    "Ukrainian": (
        "Уряд у середу схвалив законопроєкт, який має полегшити молодим людям пошук першої роботи. За словами "
        "міністра, компанії, які наймають людей віком до 25 років, сплачуватимуть менше податків. Опозиція "
        "вважає, що реформа надто дорога."
    ),
    "Bulgarian": (
        "Правителството одобри в сряда законопроект, който трябва да улесни младите хора да намерят първата си "
        "работа. Според министъра фирмите, които наемат хора под 25 години, ще плащат по-ниски данъци. "
        "Опозицията смята, че реформата е твърде скъпа и че парите трябва да отидат за училищата."
    ),
    "Slovak": (
        "Vláda v stredu schválila návrh zákona, ktorý má mladým ľuďom uľahčiť hľadanie prvého zamestnania. "
        "Podľa ministra budú firmy, ktoré zamestnajú osoby mladšie ako 25 rokov, platiť nižšie odvody. "
        "Opozícia tvrdí, že reforma je príliš drahá a že by peniaze mali ísť radšej do škôl."
    ),
    "Slovene": (
        "Vlada je v sredo sprejela predlog zakona, ki naj bi mladim olajšal iskanje prve zaposlitve. Po "
        "besedah ministra bodo podjetja, ki zaposlijo osebe, mlajše od 25 let, plačevala nižje davke. "
        "Opozicija meni, da je reforma predraga."
    ),
    "Japanese": ("政府は水曜日、若者が最初の仕事を見つけやすくする法案を承認した。"),
    "names": (
        "Moscow, Sergei Ivanov, Anna Petrova, TASS, Roscosmos, NASA, Dmitry Rogozin, Bill Nelson, Vladimir "
        "Putin, Joe Biden, Kathy Lueders, John Smith"
    ),
    "a program": (
        "x = [1, 2, 3]; for i in range(10): print(i); def foo(bar): return bar + 1; import os; if os.path: pass"
    ),
    "Vietnamese": (
        "Chính phủ hôm thứ Tư đã thông qua một dự luật giúp người trẻ dễ dàng tìm được việc làm đầu tiên của "
        "họ. Theo bộ trưởng, các công ty thuê người dưới 25 tuổi sẽ phải trả ít thuế hơn."
    ),
    "two words": ("Moon base. Lunar station."),
    "a table": "no comparison 98\n" * 40,
    "nothing": "",
}


@pytest.mark.parametrize("code", STORIES)
def test_a_story_is_known_by_its_small_words(code):
    assert language_of(STORIES[code]) == code
    assert language_of(STORIES[code].upper()) == code


@pytest.mark.parametrize("what", UNKNOWN)
def test_what_no_stemmer_knows_and_what_is_no_text_is_left_unknown(what):
    assert language_of(UNKNOWN[what]) == ""


def test_what_a_document_says_of_itself_counts_unless_it_is_clearly_not_so():
    assert language_of("Mondbasis", "de-AT") == "de"
    assert language_of("Mondbasis", "x-default") == ""
    assert language_of(UNKNOWN["names"], "Russian") == "ru"
    assert language_of(STORIES["de"], "en") == "de"


def test_foreign_words_do_not_make_another_language():
    quoted = f"{STORIES['en']} He called it “la dolce vita” and “el camino de la muerte”, as in Rio de la Plata."
    assert language_of(quoted) == "en"


def test_of_a_long_text_three_stretches_are_looked_at():
    menu = "Home News Sport Contact Imprint\n" * (STRETCH // 32 + 2)
    assert language_of(menu + STORIES["fr"] * 40) == "fr"
