package io.ripeline.search;

import com.ibm.icu.text.Transliterator;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How single Chinese characters are read, in pinyin without tones; `ü` is `u`.
final class Readings {

    private static final Transliterator PINYIN = Transliterator.getInstance("Han-Latin; Latin-ASCII");
    private static final Pattern SYLLABLE = Pattern.compile("[a-z]+");

    // Characters that names hold and that are read in several ways: 银行, 长沙, 重庆, 厦门, 音乐, 曾, 单, 覃.
    private static final Map<Integer, Set<String>> SEVERAL = Arrays.stream("""
                    重 chong zhong,长 chang zhang,行 hang xing,乐 le yue,都 du dou,厦 xia sha,曾 zeng ceng,单 dan shan,
                    朝 chao zhao,传 chuan zhuan,调 diao tiao,会 hui kuai,解 jie xie,仇 chou qiu,区 qu ou,查 cha zha,
                    翟 zhai di,盖 gai ge,覃 qin tan,藏 cang zang,参 can shen,校 xiao jiao,柏 bai bo,蔚 wei yu,莘 shen xin,
                    番 fan pan,蚌 bang beng,车 che ju,弹 dan tan,盛 sheng cheng,尉 wei yu,降 jiang xiang,省 sheng xing,
                    系 xi ji,宿 su xiu,缪 miao mou,万 wan mo,薄 bo bao,召 zhao shao,隗 wei kui,乘 cheng sheng,
                    铅 qian yan,六 liu lu,还 hai huan,地 di de,了 le liao,率 lu shuai,角 jiao jue,给 gei ji,
                    便 bian pian,卡 ka qia,咖 ka ga,泊 bo po,屏 ping bing,奇 qi ji,什 shen shi,提 ti di,拓 tuo ta,
                    冼 xian sheng,员 yuan yun,阿 a e,石 shi dan,合 he ge,贾 jia gu,郗 xi chi,繁 fan po,种 zhong chong""".split(",\\s*"))
            .map(each -> each.split(" ", 2))
            .collect(Collectors.toUnmodifiableMap(each -> each[0].codePointAt(0), each -> Set.of(each[1].split(" "))));

    // To ask how one character sounds takes half a millisecond, and there are some thousand of them.
    private static final Map<Integer, Set<String>> KNOWN = new ConcurrentHashMap<>(SEVERAL);

    private Readings() {}

    /// The ways to read a character; none where it is not known.
    static Set<String> of(int character) {
        return KNOWN.computeIfAbsent(character, Readings::asked);
    }

    private static Set<String> asked(int character) {
        String read = PINYIN.transliterate(Character.toString(character)).strip();
        return SYLLABLE.matcher(read).matches() ? Set.of(read) : Set.of();
    }
}
