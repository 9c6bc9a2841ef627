package io.wealthcrm.customer;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a customer is found by: for 王小伟 the words {@code 王小伟 小伟 伟 wangxiaowei xiaowei wei wxw xw w}, with a space at
 * either end. Each part of the name starts a word, so that {@code like '% q%'} finds it, and even one character has a key
 * ({@link NameKeys}). A name with characters of several readings has the words of the further readings after those of the first.
 *
 * <p>Characters beyond ASCII are written as four capital letters, whatever the database's locale calls a letter. The width is
 * fixed and small letters are never mixed in, so that no pattern matches across characters or between the two alphabets.
 */
final class SearchText {
    /** Counts up with each change of what {@link #of} writes, so that the names on file are written anew ({@link SearchTextRenewals}). */
    static final int VERSION = 1;

    /** Readings of one name; characters beyond them keep the one reading they are sorted by. */
    private static final int MOST_READINGS = 12;

    /** Longer parts of a name are cut: nobody types more, and the text of a long name would grow with its square. */
    private static final int LONGEST_PART = 16;

    private static final String FIRST = "IUV";

    private static final int LETTERS = 26;
    private static final int WIDTH = 4;
    /** What one code can write, less one that announces a character beyond: all Chinese characters in use lie below. */
    private static final int CODES = FIRST.length() * LETTERS * LETTERS * LETTERS - 1;

    private static final int UNANCHORED_FROM = 3;
    private static final Pattern NOISE = Pattern.compile("[^\\p{L}\\p{M}\\p{N} ]+");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern LATIN = Pattern.compile("[a-z0-9 ]+");

    private SearchText() {}

    /** A part of a name that has one reading: a Chinese character, or a run of letters. */
    private record Unit(String text, String reading, boolean afterSpace) {}

    /** The words of a name, ASCII. */
    static String of(String name) {
        List<Unit> units = units(clean(name));
        Set<String> words = new LinkedHashSet<>();
        for (int from = 0; from < units.size(); from++) {
            words.add(written(units, from));
        }
        for (List<String> syllables : readings(units)) {
            for (int from = 0; from < units.size(); from++) {
                words.add(String.join("", part(syllables, from)));
            }
            for (int from = 0; from < units.size(); from++) {
                words.add(initials(part(syllables, from)));
            }
        }
        words.remove("");
        return " " + String.join(" ", words) + " ";
    }

    /** What names are sorted by: the reading, then the characters themselves. */
    static String key(String name) {
        StringBuilder key = new StringBuilder();
        for (Unit unit : units(clean(name))) {
            key.append(unit.reading() == null ? unit.text() : unit.reading()).append(' ');
        }
        return key + name;
    }

    /**
     * The {@code like} patterns any of which a match fulfils; none when the query has nothing to search for. Wildcards
     * cannot occur in them: only letters, digits and single spaces are left of a query.
     */
    static List<String> patterns(String query) {
        String clean = clean(query);
        if (clean.isEmpty()) {
            return List.of();
        }
        Set<String> patterns = new LinkedHashSet<>();
        patterns.add(pattern(clean));
        // "wang xiao wei" is stored as one word, and so is "王 小伟".
        patterns.add(pattern(clean.replace(" ", "")));
        return List.copyOf(patterns);
    }

    /** Whether a name has the query in it, by the same rule as {@link #patterns}. */
    static boolean matches(String name, String query) {
        String words = of(name);
        return patterns(query).stream().anyMatch(pattern -> words.contains(pattern.replace("%", "")));
    }

    private static String pattern(String clean) {
        boolean unanchored = clean.length() >= UNANCHORED_FROM
                && !clean.contains(" ")
                && LATIN.matcher(clean).matches();
        return unanchored ? "%" + clean + "%" : "% " + ascii(clean) + "%";
    }

    private static String clean(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return SPACES.matcher(NOISE.matcher(folded).replaceAll(""))
                .replaceAll(" ")
                .strip();
    }

    private static List<Unit> units(String clean) {
        List<Unit> units = new ArrayList<>();
        int at = surname(clean, units);
        while (at < clean.length()) {
            boolean afterSpace = clean.charAt(at) == ' ';
            int from = afterSpace ? at + 1 : at;
            int to = end(clean, from);
            String text = clean.substring(from, to);
            units.add(new Unit(text, isLetters(text) ? text : Pinyin.of(text.codePointAt(0)), afterSpace));
            at = to;
        }
        return units;
    }

    /** Reads a surname of two characters or of one that is read otherwise; answers where the rest begins. */
    private static int surname(String clean, List<Unit> units) {
        for (int length = Math.min(2, clean.length()); length > 0; length--) {
            String reading = Pinyin.ofSurname(clean.substring(0, length));
            if (reading != null) {
                List<String> syllables = List.of(reading.split(" "));
                for (int i = 0; i < length; i++) {
                    units.add(new Unit(clean.substring(i, i + 1), syllables.get(i), false));
                }
                return length;
            }
        }
        return 0;
    }

    private static int end(String clean, int from) {
        int to = from;
        while (to < clean.length() && isLetter(clean.charAt(to))) {
            to++;
        }
        return to > from ? to : clean.offsetByCodePoints(from, 1);
    }

    private static boolean isLetters(String text) {
        return isLetter(text.charAt(0));
    }

    private static boolean isLetter(char character) {
        return character < 128 && character != ' ';
    }

    /** Spaces are kept beside letters alone: "John Smith" are two words, "张 三" is 张三. */
    private static String written(List<Unit> units, int from) {
        StringBuilder word = new StringBuilder();
        boolean afterLetters = false;
        for (Unit unit : part(units, from)) {
            boolean letters = isLetters(unit.text());
            boolean apart = unit.afterSpace() && !word.isEmpty() && (letters || afterLetters);
            word.append(apart ? " " : "").append(ascii(unit.text()));
            afterLetters = letters;
        }
        return word.toString();
    }

    /** The name read in each of its ways, as a syllable for each unit, empty for what is not read. The first is that of the key. */
    private static List<List<String>> readings(List<Unit> units) {
        List<List<String>> readings = List.of(List.of());
        for (Unit unit : units) {
            List<String> spellings = spellings(unit);
            int taken = readings.size() * spellings.size() > MOST_READINGS ? 1 : spellings.size();
            readings = readings.stream()
                    .flatMap(before -> spellings.stream().limit(taken).map(spelling -> followed(before, spelling)))
                    .toList();
        }
        return readings;
    }

    private static List<String> spellings(Unit unit) {
        if (unit.reading() == null) {
            return List.of("");
        }
        return isLetters(unit.text()) ? List.of(unit.text()) : Pinyin.spellings(unit.text(), unit.reading());
    }

    private static List<String> followed(List<String> before, String last) {
        List<String> all = new ArrayList<>(before);
        all.add(last);
        return all;
    }

    private static String initials(List<String> syllables) {
        StringBuilder word = new StringBuilder();
        for (String syllable : syllables) {
            word.append(syllable, 0, Math.min(1, syllable.length()));
        }
        return word.toString();
    }

    private static <T> List<T> part(List<T> all, int from) {
        return all.subList(from, Math.min(all.size(), from + LONGEST_PART));
    }

    private static String ascii(String text) {
        StringBuilder ascii = new StringBuilder();
        text.codePoints().forEach(codePoint -> append(ascii, codePoint));
        return ascii.toString();
    }

    private static void append(StringBuilder ascii, int codePoint) {
        if (codePoint < 128) {
            ascii.append((char) codePoint);
        } else if (codePoint < CODES) {
            code(ascii, codePoint);
        } else {
            code(ascii, CODES);
            code(ascii, codePoint / CODES);
            code(ascii, codePoint % CODES);
        }
    }

    /** The low digits first: they differ most between characters, so the first trigrams are the telling ones. */
    private static void code(StringBuilder ascii, int number) {
        ascii.append(FIRST.charAt(number % FIRST.length()));
        int rest = number / FIRST.length();
        for (int i = 1; i < WIDTH; i++) {
            ascii.append((char) ('A' + rest % LETTERS));
            rest /= LETTERS;
        }
    }
}
