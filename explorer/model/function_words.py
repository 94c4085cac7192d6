"""The words that hold a sentence together, of each language that there is a stemmer for."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "ca": """
        a al als amb això així aquest aquesta aquests com d de del dels des després doncs dos el ell ella els en entre
        era es està eren fins ha han hi i ja l la les li més molt no o on per perquè però pel pels quan que què s se
        sense ser seu seva seus són també tot tots un una unes uns va van és ho havia ara fer dels
    """,
    "cs": """
        a aby ale ani až bez bude by byl byla bylo byly být co do ho i jak jako je jeho jen jeho jejich jej jich ještě
        již jsem jsme jsou k kde kdy když která které který kteří ku ke mezi mu na nad než nebo není o od po pod podle
        pro proto protože před při s se si ste tak také tam tedy ten tento to toho tom tuto už v ve však z za ze že
    """,
    "da": """
        af alle at bare begge blev blevet blive bliver både da de dem den denne der deres det dette dig din disse du
        efter egen eller en end er et flere for fordi fra frem før først gennem give giver gøre ham han hans har havde
        hende her hinanden hos hun hvad hvem hver hvis hvor hvordan hverandre i igen ikke ind ingen jeg kan kom kunne
        mange med meget mellem men mener mig mod måtte ned nogen noget nogle nok nu nye når og også om op os over på
        sagde samme selv sig siden siger sin skal skulle som stedet så tage tager til ud uden uge under var ved vi vil
        ville være været
    """,
    "de": """
        aber als am an auch auf aus bei bis da dann das dass dem den denn der des die dies diese dieser doch durch ein
        eine einem einen einer eines er es für gegen habe haben hat hatte hatten ich ihr ihre im in ist ja kann kein
        keine können man mehr mit nach nicht noch nun nur ob oder ohne sagte sehr sein seine seit sich sie sind so um
        und unter vom von vor war waren was wenn werden wie wieder wir wird wurde wurden zu zum zur zwischen über
    """,
    "en": """
        a about after all also an and any are as at be because been before being but by can could did do for from had
        has have he her him his how if in into is it its just me more most my no not now of on one only or other our
        out over said she should so some such than that the their them then there these they this those through to
        under until up was we were what when where which while who will with would you your
    """,
    "eo": """
        al ankaŭ antaŭ apud aŭ ĉar ĉe ĉi ĉiu ĉiuj da de dum ekde el en esti estas estis estos ĝi ĝia ĝis havas havis
        ili ilia inter iu ja jam je kaj ke kiam kie kiel kiu kiuj kio kun kvankam la laŭ li lia malgraŭ mi ne nek nun
        nur ol oni per plej pli por post povas povis pri pro sed sen ses ŝi ŝia si sia sub super sur tamen tial tie
        tio tiu tiuj tra tre unu vi
    """,
    "es": """
        a al algo antes así aunque cada como con contra cuando de del desde después dijo donde dos durante e el él ella
        ellos en entre era eran es esa ese eso esta está estaba están este esto estos fue fueron ha había han hasta hay
        la las le les lo los más me mi mientras muy no nos o otra otro para pero poco por porque puede que qué quien se
        ser según si sin sobre son su sus también tan tiene toda todo todos un una uno unos y ya
    """,
    "et": """
        aga ainult all ega ei enam enne et hakkas ja jah juba just järel ka kas kes kelle keda kogu kui kuid kuidas
        kus kõik kõige küll läbi ma maha me mida midagi mille millest mina mis mu muu mul nad need neid nende ning
        nii nüüd oled oleks olema olen olid oli oma on ole olnud ongi pole peale poolt pärast saab said seal see
        seda selle sellest siin siis suur ta tal tema teda tuleb va vaid veel välja või võib väga ära üle üks
    """,
    "eu": """
        eta da du dute dira zen ziren zuen zuten ere ez bat baina edo bere hori hau horiek hauek egin izan den dela
        duen beste baino bezala gero orain oso dago daude dut nahi behar ditu dituzte zuten duten direla zituen izango
        egiten izaten arte artean bai beraz berri batean batzuk guztiak dituen diren delako hala honek gabe ondoren
        aurre arabera bidez
    """,
    "fi": """
        ei eivät eli ennen en et että hän hänen he heidän hyvin ihan itse ja jo joiden joka jos jossa jota jotka juuri
        jälkeen kaikki kanssa kautta kerran koska kuin kuitenkin kun kuten me mikä minä mitä muun mukaan mutta myös
        ne nyt ne niin noin nämä ole oli olivat olla olleet ollut on ovat paljon sekä se sen siellä siinä siitä silloin
        sillä sitten sitä tai tämä tämän tätä vain vaan vielä voi vuonna yli eikä kukaan kuinka mutta pitää pitäisi
        heille heitä jonka joita jolla liian lisäksi monta moni päivää saa saavat tulee asti voivat
    """,
    "fr": """
        a ai ainsi alors après au aussi autre aux avait avant avec avoir c ce cela ces cet cette ceux chez comme d dans
        de depuis des deux dit donc du elle elles en encore entre est et étaient était être eu fait il ils j je jusqu
        l la le les leur leurs lui mais même moins n ne non nos notre nous on ont ou où par pas peu peut plus pour
        qu quand que qui s sa sans se selon ses si son sont sous sur toujours tous tout très un une vers vous y été
    """,
    "ga": """
        ach ag agus air an ann as atá bhí bheadh bheidh chuig chun ciad cé de den do don dá é ea eile faoi féin fós
        gach gan gcuid go gur i iad idir ina is leis le léi mar má mé mo na nach ní níl níor nuair ó ón os raibh roimh
        sa sé seo sin siad sna sí tá tar thar tú um
    """,
    "hu": """
        a abban ahogy aki akik akkor alatt amely amelyek ami amikor arra azonban az azt be benne bár csak de e egy
        egyik el ellen ennek erre és ez ezek ezt fel ha hanem ha hogy hogyan illetve ilyen is itt jó ki kell kellett
        között követően le lehet lesz lett majd még meg mert mi mind minden mint most már nagy ne nekik nem nincs
        olyan ott pedig s sem szerint számára több után vagy van vannak volt voltak által
    """,
    "id": """
        ada adalah agar akan aku atas atau bagi bahwa bahkan baru beberapa belum bisa bukan dalam dan dapat dari
        dengan di dia hanya harus hingga ia ini itu jika juga kami kata karena ke kepada kita lagi lain lebih maka
        mereka namun oleh pada para pernah saat saja sangat sebagai sebelum sebuah secara sedang sehingga sejak
        seorang seperti serta setelah sudah telah tentang terhadap tersebut tetapi tidak untuk yaitu yakni yang
    """,
    "it": """
        a ad agli ai al alla alle allo anche ancora aveva avere che chi ci come con contro così cui da dagli dai dal
        dalla dalle degli dei del della delle dello di dopo dove due e è ed era erano essere fra gli ha hanno i il in
        io l la le lei li lo loro lui ma mentre nei nel nella nelle noi non nostro o ogni oggi per perché più poi può
        prima quale quando quello questa questo qui se senza si sia sono sotto stata stato su sua sul sulla suo tra
        tutti tutto un una uno
    """,
    "lt": """
        apie ar arba be bei bet bus buvo būti būtų dar daug dėl dabar do gali iki ir iš į jau jei jie jis jo joje jos
        jų juos kad kai kaip kas kiek kita kitų ko kol kur kuri kurie kurio kuris kurį labai metų mes nei ne nes nuo
        nors o pagal pas per po prie prieš pats savo sakė su ta tai taip tarp tas te tik to tačiau tiek todėl tokia
        turi tuo už vis viena vienas visi visų yra čia šį ši šio šis
    """,
    "nl": """
        aan al alle als andere bij daar dan dat de deze die dit doen door dus een eens en er ge geen haar had hadden
        heb hebben heeft het hij hoe hun ik in is ja je kan konden kunnen maar me meer men met mij mijn moet na naar
        niet niets nog nu of om omdat onder ons onze ook op over reeds sinds te tegen toch toen tot tussen u uit van
        veel voor waar waren was wat we wel werd werden wie wil wordt worden zal ze zei zich zij zijn zo zonder zou
    """,
    "no": """
        alle at av bare begge ble bli blir blitt både da de deg dem den denne der dere deres det dette din disse du egen
        eller en enn er et etter flere fordi for fra fram frem før først gi gir gjennom gjøre ham han hans har hadde
        henne her hun hva hvem hverandre hvis hvor hvordan hver i igjen ikke ingen inn jeg kan kom kunne mange med meg
        mellom men mener min mot mye må noe noen nye nå når og også om opp oss over på sa samme seg selv sier sin siden
        skal skulle slik som stedet så ta tar til uke under ut uten var ved vi vil ville vært være
    """,
    "pl": """
        a aby albo ale bardzo bez będzie być był była było były bo by co coś czy czyli dla do gdy gdzie go i ich ile im
        inne innych ja jak jako je jednak jego jej jest jeszcze jeśli już kiedy która które którego której który
        którzy lub ma może można mu na nad nas nie nich nim niż od oraz po pod pomiędzy ponieważ poza przed przez przy
        się są ta także tak tam te tego tej ten to tylko tych tym u w we więc wszystko z za ze że został
    """,
    "pt": """
        a ainda ao aos as até às com como contra da das de depois desde desse deste do dois dos e é ela elas ele eles
        em entre era eram essa esse esta está este eu foi foram há isso já la lhe mais mas mesmo meu muito na nas nem
        no nos nossa num numa não o onde os ou para pela pelas pelo pelos pode por porque quando que quem são se sem
        ser seu seus sobre sua suas só também tem tinha toda todos um uma você à
    """,
    "ro": """
        a acest acesta această acestea aceste acolo acum al ale am ar are asupra așa au avea aș ca care către ce cea cei
        cel cele ci cu cum când că dar de decât deci despre din dintre două după ea ei el era erau este eu face fi
        fiind fost iar în îl între însă și la le lor lui mai mult ne nici noi nu o pe pentru peste poate prin până sa
        sau să se sunt sub sunt tot toate un una unde unei unor unui va vor
    """,
    "st": """
        ba bo ka ke ha ho le la li mo tsa tse ya wa sa se re hore empa kapa joale hape haholo hobane ea oa eo hona bona
        yona eona tsona tsena batho motho feela ntse ne tla mong
    """,
    "sv": """
        alla allt att av bara blev bli blir både de dem den denna deras dess det detta dig din där efter eller en ett
        finns från för före genom ha hade han hans har henne hennes här hon honom hos hur i icke in inte jag kan kom
        kunde man med mellan men mer mig min mot mycket måste ned nej ni nu när något några och också om oss på redan
        sa sade samma sedan sig sin ska skall skulle som så till under upp ut utan vad var vara vars varit vi vid vill
        än är över
    """,
    "tr": """
        acaba ama ancak artık aslında az bana bazı belki ben beni bile bir biraz biri birçok biz bu buna bunu bunun
        böyle çok çünkü da daha de değil diğer diye dolayı en gibi göre hem hep her hiç için ile ilk ise işte kadar
        karşı kendi ki kim mı mi mu mü nasıl ne neden nerede o olan olarak oldu olduğu olduğunu oldukça olmak olması
        olsa on ona onlar onu onun sadece sonra söyledi şey şu tarafından tüm üzere var ve veya ya yani yok
    """,
    "ru": """
        а без более бы был была были было быть в вам вас во вот все всё всех всего вы где да даже для до его ее её если
        есть еще ещё же за и из или им их к как ко когда кто ли между может мы на над не него нет ни но о об однако он
        она они от по под после потому при с сказал со так также такой там то тогда того только том у уже что чтобы
        эта это этого этот эти я который которые которая которых которой своей своего своем свои своих свою друг должен
        должны должна можно нужно несколько себя себе мне меня наш нас
    """,
    "sr": """
        а али ако би био била било бити да док до га где и их или им из ја је јер још кад када као која које који коју
        ли међу ми му на након не него неколико није нису његов о од она они ове овај ово по под пре према при с са сам
        само се су све сви своје та тако такође те то у уз за због што ће
        ali ako bi bio bila bilo biti da dok do ga gde i ih ili im iz ja je jer još kad kada kao koja koje koji koju li
        među mi mu na nakon ne nego nekoliko nije nisu njegov o od ona oni ove ovaj ovo po pod pre prema pri s sa sam
        samo se su sve svi svoje ta tako takođe te to u uz za zbog što će
    """,
    "el": """
        και το να του η της με που την από για είναι τα των στο οι ο τον θα στην δεν τη σε μας ότι αυτό ένα τους μια
        ήταν έχει κατά όπως αλλά στη στις στα στους ως πως ή αν μετά
    """,
    "hy": """
        և եւ է են որ ի ու այդ այս այն նա նրա մեջ հետ համար մի իր իրենց նաև բայց կամ որը որոնք էր էին չի պետք մասին ինչ
        ըստ հայ երբ
    """,
    "yi": """
        און די דער אין פון צו איז מיט אַ א דאס דאָס נישט ניט ער זי מען האט האָט וואס וואָס אז אַז אויף פאר פֿון ווי
        זיינען אבער אָבער דעם האבן זיך געווען ביי אויך
    """,
    "hi": """
        के का की है में से को और ने पर यह हैं कि भी इस था एक नहीं ही तो कर जो किया गया थे या थी साथ लिए अपने वह हो
        दिया बाद जा कुछ उन रहे रहा उनके
    """,
    "ne": """
        को र मा छ ले का पनि यो हो गरेको भएको लागि थियो छन् गर्ने गरी भने एक तथा यस अनि तर भन्ने सो नेपाल उनले
        गर्न रहेको हुन् हुने साथै देखि सम्म त्यो
    """,
    "ta": """
        மற்றும் ஒரு என்று இந்த அந்த உள்ள என இது அது தான் போல் வேண்டும் பின்னர் அவர் அவர்கள் என்ற ஆகும் இல்லை இருந்து
        கொண்டு மேலும் பல முதல் வரை
    """,
    "ar": """
        في من على إلى أن التي عن الذي هذا هذه مع كان كانت قد بعد ما لا بين ذلك أو وقد كما قال لم هو هي كل غير حيث ولم
        قبل عند منذ خلال ثم بن حتى أي وفي ومن وهو وأن إن
    """,
    "fa": """
        و در به از که این را با است برای آن یک خود تا کرد بر هم نیز گفت می شود شد او ما اما یا باید هر آنها بود شده
        کرده دارد وی پس اگر نیست های ها
    """,
}
"""ISO 639-1 code → words in lower case, blanks between them."""
