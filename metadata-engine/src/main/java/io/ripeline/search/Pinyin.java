package io.ripeline.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Pinyin as people type it: syllables one after the other, with blanks and tones or without, the last perhaps only
/// begun.
final class Pinyin {

    private static final NavigableSet<String> SYLLABLES = new TreeSet<>(Set.of("""
                    a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao ce
                    cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun
                    chuo ci cong cou cu cuan cui cun cuo da dai dan dang dao de dei den deng di dia dian diao die ding diu
                    dong dou du duan dui dun duo e ei en eng er fa fan fang fei fen feng fo fou fu ga gai gan gang gao ge
                    gei gen geng gong gou gu gua guai guan guang gui gun guo ha hai han hang hao he hei hen heng hong hou
                    hu hua huai huan huang hui hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka
                    kai kan kang kao ke kei ken keng kong kou ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le
                    lei leng li lia lian liang liao lie lin ling liu long lou lu luan lue lun luo ma mai man mang mao me
                    mei men meng mi mian miao mie min ming miu mo mou mu na nai nan nang nao ne nei nen neng ni nian niang
                    niao nie nin ning niu nong nou nu nuan nue nun nuo o ou pa pai pan pang pao pei pen peng pi pian piao
                    pie pin ping po pou pu qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re
                    ren reng ri rong rou ru rua ruan rui run ruo sa sai san sang sao se sen seng sha shai shan shang shao
                    she shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo si song sou su suan sui sun
                    suo ta tai tan tang tao te teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa wai wan wang wei
                    wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye yi yin
                    ying yo yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhen
                    zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo""".split("\\s+")));

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern TYPED = Pattern.compile("[a-z][a-z' ]*");
    private static final Pattern UMLAUT = Pattern.compile("(?<=[ln])v");
    private static final int LONGEST = 80;
    private static final int LONGEST_SYLLABLE = 6;
    private static final int MOST_WAYS = 6;
    private static final int BEGUN_FORM = 2;

    private final String typed;
    private final boolean[] leadsNowhere;
    private final List<Sounding> ways = new ArrayList<>();

    private Pinyin(String typed) {
        this.typed = typed;
        this.leadsNowhere = new boolean[typed.length() + 1];
    }

    /// The ways to read what somebody typed, that with the longest syllables first: `xian` is 先 and 西安. None where it
    /// is no pinyin. What is a single syllable has to be whole.
    static List<Sounding> read(String plain) {
        String bare =
                MARKS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFD)).replaceAll("");
        if (bare.length() > LONGEST || !TYPED.matcher(bare).matches()) {
            return List.of();
        }
        String typed =
                UMLAUT.matcher(bare).replaceAll("u").replaceAll("[' ]+", " ").strip();
        Pinyin pinyin = new Pinyin(typed);
        pinyin.from(0, List.of());
        return pinyin.ways.stream()
                .filter(way -> way.size() > 1 || typed.length() > 1 && SYLLABLES.contains(typed))
                .map(way -> way.withoutForm(BEGUN_FORM))
                .filter(way -> way.size() > 0)
                .distinct()
                .toList();
    }

    private void from(int start, List<Set<String>> before) {
        int known = ways.size();
        if (leadsNowhere[start] || known == MOST_WAYS) {
            return;
        }
        for (int length = Math.min(LONGEST_SYLLABLE, typed.length() - start); length > 0; length--) {
            int end = start + length;
            String piece = typed.substring(start, end);
            if (end == typed.length()) {
                read(before, SYLLABLES.subSet(piece, piece + '{'));
            } else if (SYLLABLES.contains(piece)) {
                from(typed.charAt(end) == ' ' ? end + 1 : end, and(before, Set.of(piece)));
            }
        }
        leadsNowhere[start] = ways.size() == known;
    }

    private void read(List<Set<String>> before, Set<String> last) {
        if (!last.isEmpty() && ways.size() < MOST_WAYS) {
            ways.add(new Sounding(and(before, last)));
        }
    }

    private static List<Set<String>> and(List<Set<String>> before, Set<String> next) {
        List<Set<String>> all = new ArrayList<>(before);
        all.add(Set.copyOf(next));
        return all;
    }
}
