import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/// Names as companies have them, seven in ten Chinese, each another one but some of them alike; the same ones in each
/// run.
final class CompanyNames {

    private static final long SEED = 20_260_101;
    private static final int CHINESE_OF_TEN = 7;
    private static final String[] CITIES = "深圳,北京,上海,广州,杭州,苏州,成都,武汉,南京,天津,重庆,西安,宁波,青岛,大连".split(",");
    private static final String CHARACTERS =
            "华中国信科安达盛天海东方新联合金龙瑞德宏伟博文明辉远恒泰康宁长江鑫源正义祥和福兴隆昌吉顺丰裕嘉禾云星辰光智创想未来世纪通利诚品优佳美乐";
    private static final String[] TRADES = "科技,贸易,机械,电子,食品,医疗,物流,建材,包装,汽车零部件,化工,纺织".split(",");
    private static final String[] FORMS = "有限公司,有限公司,有限公司,股份有限公司,有限责任公司".split(",");
    private static final String[] SYLLABLES =
            "ba,no,re,lis,tu,ma,ve,rin,ka,des,ti,la,po,ras,mu,gi,fo,den,at,che,ru,vol,men,kes,tro,bar,xi,pan,fru,gos".split(",");
    private static final String[] BUSINESSES =
            "Foods,Machines,Logistics,Trading,Software,Medical,Packaging,Motors,Textiles,Chemicals".split(",");
    private static final String[] SUFFIXES = "Ltd,GmbH,Inc,LLC,Co".split(",");

    private final Random dice = new Random(SEED);
    private final Set<String> given = new HashSet<>();

    /// The next name.
    String next() {
        String name = dice.nextInt(10) < CHINESE_OF_TEN ? chinese() : latin();
        return given.add(name) ? name : next();
    }

    private String chinese() {
        StringBuilder name = new StringBuilder(one(CITIES));
        for (int length = 2 + dice.nextInt(3); length > 0; length--) {
            name.append(CHARACTERS.charAt(dice.nextInt(CHARACTERS.length())));
        }
        return name.append(one(TRADES)).append(one(FORMS)).toString();
    }

    private String latin() {
        return word() + " " + (dice.nextBoolean() ? word() + " " : "") + one(BUSINESSES) + " " + one(SUFFIXES);
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        for (int length = 2 + dice.nextInt(3); length > 0; length--) {
            word.append(one(SYLLABLES));
        }
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private String one(String... words) {
        return words[dice.nextInt(words.length)];
    }
}
