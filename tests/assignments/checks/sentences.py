"""Sentences about the built-in lesson, as students write them."""

# Nothing in these is wrong, so nothing may be said of them.
TRUE = """
The Treaty of Rapallo was signed in 1922.
In April 1922 Germany and Soviet Russia signed the Treaty of Rapallo.
Rapallo (1922) was followed by the Treaty of Berlin (1926).
The Comintern was founded in Moscow in March 1919 and dissolved in 1943.
Three years before Rapallo (1922) the Treaty of Versailles had disarmed Germany.
Between 1919 and 1922 Moscow looked for partners, and at Rapallo it found one.
In 1926 the Treaty of Berlin confirmed what had been signed at Rapallo.
In 1933 Hitler ended the military cooperation that began with the Treaty of Rapallo.
By 1926 the friendship that began at Rapallo had grown into the Treaty of Berlin.
In 1921 Britain signed a trade agreement, which was de facto recognition.
Britain recognized Soviet Russia de facto in 1921 and de jure in 1924.
Labour recognized the USSR and in 1929 restored the ties that Conservatives had broken in 1927.
In 1929 Britain restored relations with the Soviet Union.
Germany joined the League of Nations in 1926, eight years before the Soviet Union.
In 1926 Germany joined the League of Nations while the USSR stayed outside.
The Soviet Union joined the League of Nations in September 1934.
In 1935 the USSR signed pacts with France and Czechoslovakia.
In 1932 the USSR signed a pact with France.
After the Munich Agreement in 1939 Stalin looked for another partner.
After the Munich Agreement in 1939 Germany occupied Prague.
Stalin changed course after the Munich Agreement and in 1939 signed a pact with Hitler.
In 1923 Hitler tried to seize power in Munich.
The Munich Putsch of 1923 failed.
In 1936 Hitler broke the Treaty of Versailles by marching into the Rhineland.
Hitler violated Versailles in 1935 when he announced a new army.
The Rhineland was demilitarized in 1919 and occupied by Hitler in 1936.
Italy joined the Anti-Comintern Pact in 1937.
In 1943 the Germans found the graves at Katyn.
At Katyn in 1943 mass graves were found.
Moscow denied Katyn until 1990.
The Russian civil war lasted from 1917 to 1922.
The Russian civil war ended in 1922.
In 1931 the Great Depression reached Germany.
The Great Depression of 1930 to 1933 made Soviet orders valuable.
The Second Five-Year Plan (1933-37) followed the first.
The USSR invaded Germany in 1945.
In 1918 Germany surrendered and Russia was still at civil war.
The Polish-Soviet agreement of 1941 did not last.
The Sino-Soviet treaty of 1950 was made with a new China.
The Anglo-Soviet agreement of 1921 was about trade.
The Anglo-Soviet treaty of 1942 was to last twenty years.
In 1933 Hitler's government renewed the Treaty of Berlin.
The Treaty of Berlin was extended in 1931.
The Treaty of Versailles came into force in 1920.
In 1939, unlike in 1922, Germany and the USSR divided Poland.
In the 1930s Litvinov worked for collective security, and in 1934 the USSR entered the League.
The Anglo-American landings (1944) opened the second front at last.
In 1944 the Allies landed in Normandy, two years after Churchill had told Stalin to wait.
Unlike at Yalta in February 1945, Truman and Attlee sat at the table in Potsdam that July.
The Korean War (1950-53) showed how far the contest had spread.
The Spanish Civil War began in 1936.
During the Spanish Civil War in 1937 the USSR was purging its generals.
The Wall Street crash of 1929 changed everything.
Was the Treaty of Rapallo signed in 1919?
In 1955 the Warsaw Pact was signed.
The Warsaw Treaty of 1970 was signed by Brandt.
Germany did not sign the Treaty of Berlin in 1922 but in 1926.
The Comintern of the 1920s was stronger than the Cominform of the 1950s.
In 1928 the Comintern held its sixth congress, six years after Rapallo.
Kennan's long telegram of 1946 explains why the Truman Doctrine was announced in 1947.
In 1984 the historian Carole Fink wrote a book on the Treaty of Rapallo.
The Nazi-Soviet Pact lasted until 1941.
In 1941 Hitler broke the Nazi-Soviet Pact.
The Nazi-Soviet Pact of August 1939 was dead by June 1941.
Stalin died in 1953, and peaceful coexistence was revived in 1956.
The Treaty of Rapallo was signed after the Peace of Riga.
The Treaty of Rapallo was signed before the Wall Street crash.
In the early 1920s Germany and Soviet Russia signed the Treaty of Rapallo.
The Munich Agreement was signed in the late 1930s.
At Tehran in 1943 Stalin was promised a landing in May 1944.
The Big Three met at Tehran in 1943, at Yalta in February 1945 and without Roosevelt at Potsdam.
Japan recognized the USSR in 1925 and took Manchuria in 1931.
About 22,000 Polish prisoners were shot in 1940 at Katyn.
Hitler came to power in January 1933 and closed the bases of Rapallo's heirs that year.
The 1939 pact undid the work of 1934, when the USSR entered the League.
In 1920 Chicherin spoke of peaceful coexistence, as Khrushchev did in 1956.
France fell in June 1940.
Germany attacked the Soviet Union in June 1941 [1: paragraph 7.4].
Germany's defeat in 1918 and the peace of 1919 left it without allies.
The Versailles settlement of 1919 and the League, founded in 1920, shut both powers out.
In 1924 Britain recognized the Soviet Union, and in 1925 Japan did so too.
In 1924 Italy recognized the USSR.
In 1927 Britain broke off relations after the Arcos raid.
In 1930 Litvinov became foreign commissar.
In 1939 Molotov became foreign commissar.
In 1932 Poland signed a non-aggression pact with Moscow.
In 1934 Poland signed a non-aggression pact with Germany.
In 1935 the Comintern held its seventh congress and called for popular fronts.
In 1920 the Comintern held its second congress.
The Comintern, founded in 1919, held its second congress in 1920.
The Comintern, which was founded in 1919, adopted twenty-one conditions in 1920.
In 1937 Stalin began to purge the Red Army, and in 1939 it fought badly in Finland.
The Winter War began in 1939 and ended in March 1940.
In 1940 the League expelled the USSR for the Winter War.
Stalin signed the pact with Hitler in 1939, after the Munich Agreement of 1938.
Germany attacked Poland in 1939 and the Soviet Union in 1941.
Germany invaded France in 1940.
Germany invaded the Soviet Union in 1941, two years after the pact.
In 1941 Japan attacked Pearl Harbor.
In 1942 the battle of Stalingrad began, and in February 1943 it ended.
In 1943 the battle of Stalingrad ended in victory.
Stalin asked for a second front in 1941, 1942 and 1943.
In 1943 the Allies landed in Italy.
In 1945 the Yalta Conference planned the peace and the Potsdam Conference tried to carry it out.
In 1946 Churchill spoke of an iron curtain.
In 1947 the Cominform was founded, four years after the Comintern had been dissolved.
In 1949 NATO was founded and the USSR tested its first atomic bomb.
The USSR tested a hydrogen bomb in 1953.
In 1955 West Germany joined NATO.
In 1968 Soviet troops crushed the Prague Spring.
Soviet troops crushed a rising in East Germany in 1953.
In 1956 Soviet troops crushed the Hungarian rising.
In 1936 Germany and Japan signed the Anti-Comintern Pact, and Italy joined in 1937.
The Popular Front won the election of 1936 in France.
In 1938 Britain and France gave in at Munich; in 1939 they guaranteed Poland.
In March 1939 Hitler broke the Munich Agreement.
In 1939 the Munich Agreement was worthless.
In 1922 Mussolini came to power, and in 1933 Hitler became chancellor.
In 1917 the Bolsheviks took power and in 1918 they made peace at Brest-Litovsk.
The Bolsheviks had lost Poland at Brest-Litovsk in 1918 and again at Riga in 1921.
In 1919 the Allies still fought the Bolsheviks.
In 1920 Wilson fell ill.
Poland defeated the Red Army at Warsaw in August 1920.
Warsaw fell in 1939 and rose in 1944.
In 1943 the ghetto of Warsaw rose against the Germans.
The Warsaw Ghetto Uprising of 1943 was crushed.
In 1944 Churchill met Stalin in Moscow, as he had in 1942.
In 1942 Churchill told Stalin that there would be no second front.
In 1933 the United States recognized the Soviet Union after sixteen years.
In 1945 Truman became president.
In 1928 the First Five-Year Plan began, and in 1932 it ended.
The Five-Year Plan of 1928 needed machines.
In 1929 the Wall Street crash began a depression that lasted through the 1930s.
In 1931 Japan seized Manchuria, and in 1937 it invaded China.
In 1937 Japan invaded China.
In 1925 German pilots began to train in Lipetsk.
In 1933 the secret German bases on Soviet soil were closed.
In 1926 Germany and the Soviet Union signed another treaty in Berlin.
Germany joined the League in 1926 and left it in 1933.
In 1939 the USSR was expelled from the League of Nations.
The famine of 1932-33 killed millions.
The famine of 1921-22 had killed millions too.
The Treaty of Riga (1921) and the Treaty of Rapallo (1922) show both sides.
Under the Treaty of Rapallo of 1922 and the Treaty of Berlin of 1926 trade grew.
The Treaty of Berlin of 1878 has nothing to do with this.
In 1905 there had been a revolution in Russia too.
The February Revolution of 1917 came first.
The Cold War began in 1947.
The Berlin blockade of 1948 to 1949 failed.
In 1961 the Berlin Wall was built.
Berlin fell to the Red Army in 1945.
The Soviet Union fell in 1991.
The Berlin crisis of 1958 and the blockade of 1948 were alike.
Korea was divided in 1945 and the Korean War ended in 1953.
In 1951 the Korean War was at a standstill.
Stalin's death in 1953 changed much.
After Stalin's death in 1953 the Korean War ended.
In 1954 Khrushchev visited China.
The Truman Doctrine of 1947 and the Marshall Plan of 1947 frightened Stalin.
In 1948 the Truman Doctrine had an effect in Greece.
The Comintern's line of 1928 helped Hitler in 1933.
The treaty of 1922 was signed at Rapallo.
Lend-Lease began in 1941 and was cut in 1945.
American Lend-Lease to Britain began in March 1941.
At Versailles in 1919 Russia's chair stood empty.
In Paris in 1919 Russia's chair stood empty.
At Locarno in 1925 Germany turned west, three years after Rapallo.
The Katyn massacre of 1940 was admitted in 1990.
In 1940 Molotov went to Berlin for talks.
In 1939 Molotov and Ribbentrop signed a pact in Moscow.
Finland became independent in 1917.
In 1944 Finland signed an armistice with the USSR.
In 1918 Germany signed an armistice with France and Britain.
France signed an armistice with Germany in 1918.
In 1945 Japan surrendered.
Italy surrendered in 1943.
The Soviet Union and Japan signed a neutrality pact in 1941, and in 1945 Moscow broke it.
The Soviet-Japanese war of 1945 was short.
The Russo-Japanese war of 1904-05 was lost.
In 1939 Britain and Poland signed an alliance.
Britain declared war on Germany in 1939.
In 1942 Britain and the USSR signed a treaty for twenty years.
The Spanish Civil War (1936-39) divided Europe.
In 1938 Litvinov still hoped for collective security, but in May 1939 he was dismissed.
Chicherin was foreign commissar from 1918 to 1930.
In 1928 Chicherin fell ill.
Litvinov took over from Chicherin in practice in 1928.
Litvinov replaced Chicherin in 1930.
Molotov took over from Litvinov in 1939 and again served in 1953.
The Treaty of Versailles was signed before the Treaty of Rapallo.
The Treaty of Rapallo was signed after the Treaty of Versailles.
The Korean War began after the Berlin blockade.
The Winter War began during the Second World War.
The Treaty of Rapallo opened a decade of cooperation in 1922 that Hitler ended in 1933.
Trade under the Treaty of Rapallo peaked in 1932.
The Treaty of Versailles was revised in 1935, when London accepted a larger German navy.
At Versailles in 1919 and at Munich in 1938 Moscow was not invited.
The Big Three (1943-45) met at Tehran, Yalta and Potsdam.
The Yalta and Potsdam Conferences of 1945 settled Germany.
The conferences of Tehran (1943), Yalta and Potsdam (both 1945) settled Germany.
Tehran, Yalta (1945) and Potsdam were the three summits.
At Tehran and Yalta (1943 and 1945) Roosevelt led.
The Tehran Conference set the date of May 1944.
At Tehran the landing was set for May 1944.
At Yalta Stalin promised to fight Japan, and in August 1945 he did.
The Comintern congress of 1928 ordered a harder line.
The Comintern congress of 1935 turned to popular fronts.
The Seventh Comintern Congress (1935) changed the line of the Sixth (1928).
The Munich crisis of 1938 and the Prague crisis of 1939 ended appeasement.
The Nazi-Soviet Pact (1939-41) gave Stalin two years.
The Nazi-Soviet Pact of 1939, broken in 1941, divided Poland.
The First World War (1914-18) ended the empires.
After the First World War, in 1919, the Comintern was founded.
Molotov met Hitler in Berlin in November 1940, a year after the pact.
The pact that Molotov and Ribbentrop signed in 1939 had a secret protocol.
In 1939, Molotov and Ribbentrop signed a pact; in 1941, Germany invaded the USSR.
In 1940 the USSR annexed the Baltic states that the Nazi-Soviet Pact had given it.
By 1944 the second front Stalin had asked for since 1941 was opened.
Hungary 1956 was not Berlin 1948.
The Hungarian rising (1956) was crushed by the Warsaw Pact of 1955.
West Germany joined NATO in 1955, six years after NATO was founded.
In 1955, six years after NATO was founded, West Germany joined.
The Korean War, in which China fought from October 1950, ended in July 1953.
The war in Korea began in 1950 and the blockade of Berlin ended in 1949.
Stalin, who died in 1953, had ordered the Berlin blockade of 1948.
The Spanish Civil War of 1936-39 and the Winter War of 1939-40 tested the Red Army.
In 1938 the Spanish Civil War was nearly lost.
Poland was attacked in 1939 and the League had failed it.
The Soviet Union was expelled from the League of Nations in December 1939.
In 1934, a year after the USA recognized the USSR, the USSR joined the League of Nations.
A year after Hitler became chancellor, in 1934, the USSR joined the League.
Hitler became chancellor in 1933 and in 1936 his troops marched into the Rhineland.
Hitler, chancellor since 1933, marched into the Rhineland in 1936.
In 1936 Hitler, who became chancellor in 1933, sent troops.
In 1945 the Red Army invaded Manchuria.
In 1945 Germany surrendered and in August Japan was defeated.
Germany had surrendered once before, in 1918.
Soviet troops invaded Poland in 1920 and again in 1939.
In 1920 the Red Army invaded Poland.
In 1944 the Red Army invaded Poland on its way to Berlin.
The Red Army invaded eastern Poland in January 1944.
In 1945 the Soviet Union invaded Germany from the east.
Germany invaded the Soviet Union in the summer of 1941, and by 1943 it was losing.
Japan recognized the USSR in January 1925, a year after Britain.
France recognized the USSR in October 1924.
Britain recognized the USSR in February 1924 under Labour.
China recognized the USSR in 1924.
Poland and the USSR signed a non-aggression pact in 1932.
Finland and the USSR signed a non-aggression pact in 1932.
France and the USSR signed a non-aggression pact in 1932.
The USSR and Japan signed a convention in 1925 and a neutrality pact in 1941.
Chiang Kai-shek turned on the communists in 1927 but signed a pact with Moscow in 1937.
Litvinov was dismissed in May 1939, after eight years in office.
Stalin wound up the Comintern in 1943.
Stalin took over the party in the late 1920s.
The Bolsheviks took power in 1917.
Russia took part in the First World War until 1918.
The Treaty of Rapallo was published in 1922; the armies' contacts were secret until after 1945.
The Zinoviev letter was shown to be forged in 1999.
The Zinoviev letter of 1924 was called a forgery in 1928.
The Katyn massacre was admitted in 1990.
The Peace of Riga held until 1939.
The Peace of Riga ended in 1939 when the Red Army took eastern Poland.
The Treaty of Berlin ended in 1936.
The Nazi-Soviet Pact ended in 1941.
The Anti-Comintern Pact ended in 1945.
NATO met in 1955 to admit West Germany.
The Warsaw Pact ended in 1991.
The Truman Doctrine ended isolation in 1947.
The Arcos raid ended relations in 1927 until 1929.
The Treaty of Versailles ended in 1935.
The Treaty of Rapallo ended Germany's isolation in the early 1920s.
Lend-Lease ended in 1945.
The Munich Agreement was made void in 1942.
The Treaty of Versailles was made harsher in 1921.
The Treaty of Versailles was held against the Weimar Republic in 1930.
The Cominform was dissolved in 1956.
The Five-Year Plan begun in 1928 ended in 1932.
The Comintern began in 1919 to found parties abroad.
Litvinov's collective security was buried at Munich in 1938 and his dismissal in 1939 confirmed it.
The pact of 1939 was, for Stalin, an answer to Munich.
In 1941, when Germany invaded the Soviet Union, Churchill offered help at once.
In August 1942, when Churchill came to Moscow, Stalin was furious.
The Treaty of Rapallo led in 1925 to a flying school at Lipetsk.
The Treaty of Rapallo was followed in 1926 by the Treaty of Berlin.
The Treaty of Rapallo was celebrated in 1932, ten years on.
The Treaty of Versailles was attacked by Hitler in speeches in 1933.
Hitler announced in 1935 that the Treaty of Versailles was dead.
Hitler held the Treaty of Versailles in 1925 to be a crime.
In 1935 Hitler announced the end of the Treaty of Versailles.
In 1925 the Treaty of Versailles was confirmed in the west at Locarno.
Poland signed the Treaty of Riga in 1921 and a pact with Moscow in 1932.
In March 1921 trade with Britain began, and so did peace with Poland at Riga.
The Comintern, founded in 1919 and dissolved in 1943, made Moscow feared.
In 1924 the Zinoviev letter was published by the Daily Mail, and in 1927 the Arcos raid followed.
The Red Army purge of 1937 to 1938 made the West doubt Moscow at Munich.
By the Winter War of 1939-40 the purge had done its damage.
Germany, Japan and, from 1937, Italy signed the Anti-Comintern Pact.
Italy and Germany signed the Pact of Steel in 1939.
In 1940 Germany, Italy and Japan signed the Tripartite Pact.
The Kellogg-Briand Pact was signed in 1928.
The Locarno Treaties were signed in 1925.
The Munich Conference was held in September 1938.
Potsdam (1945) was the last of the three, Tehran (1943) the first.
In 1943, at Tehran, Stalin was promised a landing.
At Potsdam in July 1945 Truman spoke of a new weapon.
The Potsdam Conference met in 1945 without Roosevelt, who had died in April.
Roosevelt died in 1945 and Stalin in 1953.
Lenin died in 1924.
In 1949 the Berlin blockade ended and NATO was founded.
The Soviet Union tested its first atomic bomb in 1949, four years after Hiroshima.
The United States tested its first atomic bomb in 1945.
The USSR tested the atomic bomb in 1951 again.
In 1950 China and the USSR signed a treaty of friendship.
Hungary left the Warsaw Pact in 1956, a year after it was signed.
In 1956 Khrushchev spoke of Stalin's crimes at the Twentieth Congress.
The Twentieth Party Congress was held in 1956.
The Eighteenth Party Congress met in March 1939.
The Fifth Comintern Congress was held in 1924.
The Third Comintern Congress met in 1921.
The First Congress of the Comintern met in 1919.
In 1922 the Genoa Conference was held, and Germany and Russia met at Rapallo.
The Washington Conference took place in 1922.
The Moscow Conference of 1943 prepared the Tehran Conference.
The Moscow Conference of 1945 came after Potsdam.
The London Conference was held in 1924.
The Battle of Warsaw was fought in 1920.
The Battle of Moscow was fought in 1941.
The Battle of Kursk took place in July 1943.
The Battle of Berlin ended in May 1945.
The Polish-Soviet War ended in 1921.
The Second World War began in 1939 and ended in 1945.
The Sino-Japanese War began in 1937.
The Great Purge began in 1936.
The Second Five-Year Plan began in 1933.
The Chinese Civil War ended in 1949.
The Greek Civil War ended in 1949.
The February Revolution took place in March 1917.
The German Revolution began in November 1918.
The Cuban Missile Crisis took place in 1962.
Operation Bagration began in June 1944.
The Marshall Plan was announced in June 1947.
The Atlantic Charter was signed in August 1941.
The Atlantic Charter (1941) came before America was at war.
The United Nations was founded in 1945.
The League of Nations was founded in 1920.
The Weimar Republic was founded in 1919.
The Soviet Union was founded in 1922.
The Polish government in exile broke with Moscow in 1943.
Germany occupied Czechoslovakia in 1939.
Germany occupied Prague in March 1939 and Paris in June 1940.
Japan attacked the USSR at Khalkhin Gol in 1939.
Japan attacked China in 1937 and Pearl Harbor in 1941.
Germany attacked France in 1940.
Germany invaded Poland on 1 September 1939, and the USSR did on 17 September.
Finland was attacked in 1939 and again fought the USSR from 1941 to 1944.
""".strip().splitlines()

# What is wrong here, and the event that may be meant.
WRONG = [
    ("The Treaty of Rapallo was signed in 1919.", "1919", "rapallo-treaty"),
    (
        "In 1919 Germany and Soviet Russia signed the Treaty of Rapallo.",
        "1919", "rapallo-treaty",
    ),
    ("The Treaty of Rapallo (1921) canceled all claims.", "1921", "rapallo-treaty"),
    ("At Rapallo in 1925 the two outsiders settled accounts.", "1925", "rapallo-treaty"),
    ("Rapallo (16 April 1923) was a shock to the Allies.", "1923", "rapallo-treaty"),
    ("The Treaty of Versailles was signed on 28 June 1918.", "1918", "versailles-signed"),
    ("The 1921 Treaty of Versailles disarmed Germany.", "1921", "versailles-signed"),
    ("The Comintern was founded in 1921.", "1921", "comintern-founded"),
    ("In 1945 the Comintern was dissolved.", "1945", "comintern-dissolved"),
    ("Hitler became chancellor in 1934.", "1934", "hitler-chancellor"),
    ("The Soviet Union joined the League of Nations in 1935.", "1935", "ussr-joins-league"),
    ("In 1934 the United States recognized the Soviet Union.", "1934", "us-recognition"),
    ("The Munich Agreement of 1937 was made without Moscow.", "1937", "munich-agreement"),
    ("At Munich in 1939 no Soviets sat at the table.", "1939", "munich-agreement"),
    ("The Nazi-Soviet Pact was signed in 1938.", "1938", "nazi-soviet-pact"),
    ("Molotov and Ribbentrop signed a pact in 1938.", "1938", "nazi-soviet-pact"),
    ("The Molotov\u2013Ribbentrop Pact (1941) divided Poland.", "1941", "nazi-soviet-pact"),
    ("Germany invaded Poland in September 1938.", "1938", "germany-invades-poland"),
    ("German troops marched into the Rhineland in 1935.", "1935", "rhineland"),
    ("Germany attacked the Soviet Union in 1940.", "1940", "barbarossa"),
    ("Operation Barbarossa (1942) ended the bargain.", "1942", "barbarossa"),
    ("The Big Three met at Tehran in 1944.", "1944", "tehran-conference"),
    ("The Yalta Conference (1944) planned the peace.", "1944", "yalta-conference"),
    ("The Potsdam Conference, which was held in 1946, settled little.", "1946",
     "potsdam-conference"),
    ("The Wall Street crash of 1930 hurt world trade.", "1930", "wall-street-crash"),
    ("D-Day (1943) opened the second front.", "1943", "d-day"),
    ("The Korean War broke out in 1948.", "1948", "korean-war"),
    ("The Winter War of 1941\u201342 showed how weak the Red Army was.", "1941\u201342",
     "winter-war"),
    ("Stalin died in 1952.", "1952", "stalin-dies"),
    ("The Warsaw Pact was founded in 1949.", "1949", "warsaw-pact"),
    ("In the mid-1930s Germany and the USSR signed the Treaty of Rapallo.", "mid-1930s",
     "rapallo-treaty"),
    ("The Treaty of Rapallo was signed in the late 1920s.", "late 1920s", "rapallo-treaty"),
    ("The Treaty of Rapallo (1822) was a surprise.", "1822", "rapallo-treaty"),
    ("The Zinoviev letter was published in October 1927.", "1927", "zinoviev-letter"),
    ("In 1950 the Berlin blockade began.", "1950", "berlin-blockade"),
    ("The Treaty of Rapallo was signed after the Wall Street crash.",
     "after the Wall Street crash", "rapallo-treaty"),
    ("The Peace of Riga was signed before the Treaty of Versailles.",
     "before the Treaty of Versailles", "riga-peace"),
    ("The Treaty of Brest-Litovsk was signed in 1919.", "1919", "brest-litovsk"),
    ("The Battle of Stalingrad took place in 1941.", "1941", "stalingrad"),
    ("NATO was founded in 1947.", "1947", "nato-founded"),
    ("The Cominform was created in 1945.", "1945", "cominform-founded"),
    ("The Arcos raid happened in 1924.", "1924", "arcos-raid"),
    ("The Spanish Civil War broke out in 1934.", "1934", "spanish-civil-war"),
    ("The First Five-Year Plan began in 1925.", "1925", "first-five-year-plan"),
    ("Kennan sent the Long Telegram in 1948.", "1948", "long-telegram"),
]  # fmt: skip

# Wrong as well, and passed over: what is in doubt is not pointed at.
PASSED_OVER = """
Japan invaded Manchuria in 1933.
The Bolsheviks seized power in 1919.
Stalin dissolved the Comintern in 1944.
The Hungarian uprising of 1954 was crushed.
""".strip().splitlines()
