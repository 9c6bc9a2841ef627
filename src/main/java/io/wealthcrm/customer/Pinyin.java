package io.wealthcrm.customer;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sourceforge.pinyin4j.PinyinHelper;
import net.sourceforge.pinyin4j.format.HanyuPinyinCaseType;
import net.sourceforge.pinyin4j.format.HanyuPinyinOutputFormat;
import net.sourceforge.pinyin4j.format.HanyuPinyinToneType;
import net.sourceforge.pinyin4j.format.HanyuPinyinVCharType;
import net.sourceforge.pinyin4j.format.exception.BadHanyuPinyinOutputFormatCombination;

/** Readings of Chinese names: lower-case, without tones, {@code ü} as {@code v}. */
final class Pinyin {
    private static final HanyuPinyinOutputFormat PLAIN = plain();

    /** Characters read otherwise when they are a surname. */
    private static final Map<String, String> SURNAMES = Map.ofEntries(
            Map.entry("单", "shan"),
            Map.entry("曾", "zeng"),
            Map.entry("仇", "qiu"),
            Map.entry("解", "xie"),
            Map.entry("区", "ou"),
            Map.entry("查", "zha"),
            Map.entry("朴", "piao"),
            Map.entry("盖", "ge"),
            Map.entry("缪", "miao"),
            Map.entry("翟", "zhai"),
            Map.entry("覃", "qin"),
            Map.entry("乐", "yue"),
            Map.entry("召", "shao"),
            Map.entry("任", "ren"),
            Map.entry("宁", "ning"),
            Map.entry("冼", "xian"),
            Map.entry("洗", "xian"),
            Map.entry("秘", "bi"),
            Map.entry("员", "yun"),
            Map.entry("折", "she"),
            Map.entry("种", "chong"),
            Map.entry("黑", "he"),
            Map.entry("尉", "wei"),
            Map.entry("隗", "wei"),
            Map.entry("句", "gou"),
            Map.entry("车", "che"),
            Map.entry("葛", "ge"),
            Map.entry("能", "nai"),
            Map.entry("柏", "bai"),
            Map.entry("燕", "yan"),
            Map.entry("薄", "bo"),
            Map.entry("牟", "mou"),
            Map.entry("祭", "zhai"),
            Map.entry("都", "du"),
            Map.entry("谌", "chen"),
            Map.entry("石", "shi"),
            Map.entry("沈", "shen"),
            Map.entry("卜", "bu"),
            Map.entry("贾", "jia"),
            Map.entry("长孙", "zhang sun"),
            Map.entry("尉迟", "yu chi"),
            Map.entry("万俟", "mo qi"),
            Map.entry("澹台", "tan tai"));

    /**
     * Characters that are read in several ways in people's names (多音字), by everyday usage: dictionaries know many more, which
     * nobody would search by.
     */
    private static final Map<String, List<String>> POLYPHONIC = Stream.of(
                    """
                    长 chang zhang, 重 chong zhong, 降 jiang xiang, 藏 cang zang, 会 hui kuai, 都 du dou, 乐 le yue, 曾 zeng ceng,
                    柏 bai bo, 单 shan dan chan, 朝 chao zhao, 行 xing hang, 传 chuan zhuan, 盛 sheng cheng, 晟 sheng cheng,
                    调 diao tiao, 省 sheng xing, 参 can shen, 茜 qian xi, 荨 qian xun, 禅 chan shan, 弹 dan tan, 查 cha zha,
                    尉 wei yu, 蔚 wei yu, 仇 qiu chou, 解 xie jie, 区 ou qu, 盖 gai ge, 缪 miao mou, 翟 zhai di, 覃 qin tan,
                    召 zhao shao, 员 yuan yun, 折 zhe she, 种 zhong chong, 黑 hei he, 隗 wei kui, 句 ju gou, 薄 bo bao, 牟 mou mu,
                    祭 ji zhai, 朴 piao pu po, 秘 mi bi, 能 neng nai, 洗 xi xian, 谌 chen shen, 率 shuai lv, 颉 jie xie, 厦 sha xia,
                    番 fan pan, 校 xiao jiao, 角 jiao jue, 宿 su xiu, 泊 bo po, 繁 fan po, 纶 lun guan, 浚 jun xun, 隽 jun juan,
                    靓 liang jing, 菀 wan yu, 莞 guan wan, 乾 qian gan, 埔 pu bu, 杉 shan sha, 裳 chang shang, 什 shi shen,
                    纤 xian qian, 钥 yao yue, 仔 zi zai, 还 huan hai, 劲 jin jing, 郗 xi chi, 郇 xun huan, 乜 nie mie, 那 na nei,
                    了 liao le
                    """
                            .strip()
                            .split(",\\s+"))
            .map(entry -> List.of(entry.split(" ")))
            .collect(Collectors.toUnmodifiableMap(entry -> entry.get(0), entry -> entry.subList(1, entry.size())));

    private Pinyin() {}

    /**
     * All that a character is searched by: the reading chosen for it first, then its other everyday ones. Beside {@code v}, an
     * {@code ü} is typed {@code u}, or {@code yu} as in passports.
     */
    static List<String> spellings(String character, String chosen) {
        Set<String> readings = new LinkedHashSet<>(List.of(chosen));
        readings.addAll(POLYPHONIC.getOrDefault(character, List.of()));
        return readings.stream()
                .flatMap(reading -> Stream.of(reading, reading.replace("v", "u"), reading.replace("v", "yu")))
                .distinct()
                .toList();
    }

    /** The reading of a surname's characters where it differs, syllables separated by spaces, else null. */
    static String ofSurname(String characters) {
        return SURNAMES.get(characters);
    }

    /** The usual reading, or null for what has none. */
    static String of(int codePoint) {
        if (!Character.isBmpCodePoint(codePoint)) {
            return null;
        }
        try {
            String[] readings = PinyinHelper.toHanyuPinyinStringArray((char) codePoint, PLAIN);
            return readings == null || readings.length == 0 ? null : readings[0];
        } catch (BadHanyuPinyinOutputFormatCombination impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static HanyuPinyinOutputFormat plain() {
        HanyuPinyinOutputFormat format = new HanyuPinyinOutputFormat();
        format.setCaseType(HanyuPinyinCaseType.LOWERCASE);
        format.setToneType(HanyuPinyinToneType.WITHOUT_TONE);
        format.setVCharType(HanyuPinyinVCharType.WITH_V);
        return format;
    }
}
