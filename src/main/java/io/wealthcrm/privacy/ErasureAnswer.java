package io.wealthcrm.privacy;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the customer is told of an erasure, in both languages: what is gone, and what is kept until when because of what. */
final class ErasureAnswer {
    private final List<ErasureStep> kept;

    ErasureAnswer(List<ErasureStep> steps) {
        kept = steps.stream()
                .filter(step -> step.action() == ErasureStep.Action.KEEP)
                .toList();
    }

    String zh() {
        return kept.isEmpty()
                ? "您的个人信息已全部删除。"
                : "您的个人信息已删除，以下内容因法律要求保留，除合规与运营人员外不可查看，到期后自动删除：\n"
                        + lines(PrivacySection::zh, "%s：保留至 %s，依据%s", ErasureStep::basisZh);
    }

    String en() {
        return kept.isEmpty()
                ? "All of your personal data has been erased."
                : "Your personal data has been erased. The law demands that the following is kept; nobody but compliance and operations"
                        + " sees it, and it is erased when its time is over:\n"
                        + lines(PrivacySection::en, "%s: until %s, by %s", ErasureStep::basisEn);
    }

    /** The longest of each section. */
    private String lines(Function<PrivacySection, String> name, String form, Function<ErasureStep, String> basis) {
        Map<PrivacySection, ErasureStep> longest = new EnumMap<>(PrivacySection.class);
        kept.forEach(step ->
                longest.merge(step.section(), step, (one, other) -> later(one.until(), other.until()) ? one : other));
        return longest.values().stream()
                .map(step -> form.formatted(name.apply(step.section()), step.until(), basis.apply(step)))
                .collect(Collectors.joining("\n"));
    }

    private static boolean later(LocalDate one, LocalDate other) {
        return one.isAfter(other);
    }
}
