package io.wealthcrm.customer;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The keys, as the database's {@code name_keys} makes them of {@link SearchText}, all of which a name has that fits a pattern: the
 * trigrams of readings and initials, where a word begins with two blanks, and the codes of the first character and of the first
 * two of each word. One look-up finds few more than fit.
 */
final class NameKeys {
    /** More than these narrow nothing down. */
    private static final int MOST = 8;

    private static final int TRIGRAM = 3;
    private static final Pattern LETTERS = Pattern.compile("[a-z0-9]+");
    private static final Pattern CODES = Pattern.compile("((?:[A-Z]{4}){1,2})[A-Z]*");

    private NameKeys() {}

    /** @param pattern one of {@link SearchText#patterns} */
    static List<String> of(String pattern) {
        String words = pattern.replace("%", "");
        boolean anchored = words.startsWith(" ");
        Set<String> keys = new LinkedHashSet<>();
        for (String word : words.strip().split(" ")) {
            keys.addAll(ofWord(word, anchored));
        }
        return keys.stream().limit(MOST).toList();
    }

    /** Of what a word begins with, letters or characters: the database makes keys of either without the other. */
    private static List<String> ofWord(String word, boolean anchored) {
        Matcher codes = CODES.matcher(word);
        if (codes.lookingAt()) {
            return List.of(codes.group(1));
        }
        Matcher letters = LETTERS.matcher(word);
        return letters.lookingAt() ? trigrams(anchored ? "  " + letters.group() : letters.group()) : List.of();
    }

    /** From the longest beginning on: a word's first letter alone is that of every tenth customer. */
    private static List<String> trigrams(String letters) {
        int first = letters.startsWith(" ") && letters.strip().length() > 1 ? 1 : 0;
        return IntStream.rangeClosed(first, letters.length() - TRIGRAM)
                .mapToObj(at -> letters.substring(at, at + TRIGRAM))
                .toList();
    }
}
