package io.wealthcrm.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "王",
                "小",
                "伟",
                "王小",
                "小伟",
                "王小伟",
                "wangxiaowei",
                "WangXiao",
                "xiaowei",
                "wei",
                "gxia",
                "wxw",
                "xw",
                "w",
                "wang xiao wei",
                " 王小伟 "
            })
    void findsAnyPartOfNamePinyinAndInitials(String query) {
        assertThat(SearchText.matches("王小伟", query)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"王伟", "伟小", "ww", "ei", "a", "李", "%", "_", "' or 1=1", "***"})
    void findsNothingElse(String query) {
        assertThat(SearchText.matches("王小伟", query)).isFalse();
    }

    @Test
    void searchesForNothingWhereAQueryHasNoLetters() {
        assertThat(SearchText.patterns("%_!")).isEmpty();
        assertThat(SearchText.patterns("  ")).isEmpty();
    }

    @Test
    void writesOnlyAsciiSoThatTrigramsDoNotDependOnTheDatabasesLocale() {
        assertThat(SearchText.of("王小伟").chars()).allMatch(character -> character < 128);
        assertThat(SearchText.patterns("小伟").get(0)).matches("% [A-Z]{8}%");
    }

    @Test
    void keepsTheAlphabetsApart() {
        String code = SearchText.patterns("王").get(0).replaceAll("[% ]", "").toLowerCase(Locale.ROOT);
        assertThat(SearchText.matches("王小伟", code)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "单雄信, shanxiongxin",
        "曾国藩, zengguofan",
        "仇英, qiuying",
        "解缙, xiejin",
        "区寄, ouji",
        "查良镛, zhaliangyong",
        "尉迟恭, yuchigong",
        "欧阳修, ouyangxiu",
        "吕布, lvbu"
    })
    void readsSurnamesAsSurnames(String name, String pinyin) {
        assertThat(SearchText.of(name)).contains(" " + pinyin + " ");
    }

    @ParameterizedTest
    @CsvSource({
        "李长江, lichangjiang",
        "李长江, lizhangjiang",
        "李长江, lcj",
        "李长江, chang",
        "孙重阳, sunchongyang",
        "孙重阳, scy",
        "吴降龙, wuxianglong",
        "吴降龙, wxl",
        "陈藏, chencang",
        "张会计, zhangkuaiji",
        "李都, lidu",
        "孔乐, kongyue",
        "孔乐, ky",
        "韩曾, hanzeng",
        "杨柏, yangbai",
        "单于, chanyu",
        "单于, shanyu",
        "吕布, lvbu",
        "吕布, lubu",
        "吕布, lyubu",
        "王绿女, wanglunu",
        "王绿女, wanglyunyu",
        "吕长乐, lyuchangyue",
        "长孙重, changsunchong"
    })
    void findsByEachEverydayReading(String name, String query) {
        assertThat(SearchText.matches(name, query)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"李长江, licangjiang", "贾娜, gunuo", "王和, wanghuo", "李余, lyuyu"})
    void knowsNoReadingThatNamesDoNotHave(String name, String query) {
        assertThat(SearchText.matches(name, query)).isFalse();
    }

    @Test
    void writesOneReadingAsEverAndTheFirstBeforeTheFurther() {
        assertThat(SearchText.of("王小伟"))
                .isEqualTo(" %s wangxiaowei xiaowei wei wxw xw w ".formatted(written("王小伟", "小伟", "伟")));
        assertThat(SearchText.of("李长"))
                .isEqualTo(" %s lizhang zhang lz z lichang chang lc c ".formatted(written("李长", "长")));
    }

    private static String written(String... parts) {
        return Stream.of(parts)
                .map(part -> SearchText.patterns(part).get(0).replaceAll("[% ]", ""))
                .collect(Collectors.joining(" "));
    }

    @Test
    void sortsByTheFirstReadingAlone() {
        assertThat(SearchText.key("吕长乐")).isEqualTo("lv zhang le 吕长乐");
    }

    @Test
    void findsForeignAndMixedNames() {
        assertThat(SearchText.matches("John Smith", "john s")).isTrue();
        assertThat(SearchText.matches("John Smith", "smi")).isTrue();
        assertThat(SearchText.matches("John Smith", "js")).isTrue();
        assertThat(SearchText.matches("阿依古丽·买买提", "古丽买")).isTrue();
        assertThat(SearchText.matches("上海远见3号有限公司", "3号有限")).isTrue();
    }

    @Test
    void findsCharactersBeyondTheCommonOnes() {
        assertThat(SearchText.matches("王𠮷", "𠮷")).isTrue();
        assertThat(SearchText.matches("王𠮷", "王𠮷")).isTrue();
        assertThat(SearchText.matches("王𠮷", "𠮶")).isFalse();
        assertThat(SearchText.matches("김철수", "철수")).isTrue();
    }

    @Test
    void aSpaceBetweenCharactersIsNone() {
        assertThat(SearchText.matches("傅建成", "傅 建成")).isTrue();
        assertThat(SearchText.matches("皇甫建成", "皇甫　建成")).isTrue();
        assertThat(SearchText.matches("张 三", "张三")).isTrue();
        assertThat(SearchText.matches("张 三", "张 三")).isTrue();
        assertThat(SearchText.matches("张 三", "zhangsan")).isTrue();
        assertThat(SearchText.matches("John Smith", "johnsmith")).isTrue();
        assertThat(SearchText.matches("John Smith", "john smith")).isTrue();
    }

    @Test
    void staysShortForALongName() {
        assertThat(SearchText.of("王".repeat(100))).hasSizeLessThan(20_000);
        assertThat(SearchText.of("吕长乐会都重".repeat(16))).hasSizeLessThan(30_000);
    }

    @Test
    void sortsByReading() {
        assertThat(SearchText.key("安心")).isLessThan(SearchText.key("白云"));
        assertThat(SearchText.key("王小伟")).isEqualTo("wang xiao wei 王小伟");
    }
}
