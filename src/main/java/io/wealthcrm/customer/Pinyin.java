package io.wealthcrm.customer;

import java.util.Map;
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

    private Pinyin() {}

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
