package io.wealthcrm.settlement;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;

/**
 * What the bank says of one payout.
 *
 * @param paid whether the money arrived; then {@code bankReference} is the bank's number of the transfer, else {@code reason}
 *     may say why not
 */
record ResultLine(UUID payoutId, Money amount, boolean paid, String bankReference, String reason) {
    private static final int MOST = 20_000;
    private static final int MOST_REFERENCE = 64;
    private static final int MOST_REASON = 200;

    /**
     * Reads a result file (回盘文件): CSV with the columns {@code payoutId, amount, status (PAID or FAILED), bankReference,
     * reason}, in any order.
     *
     * @throws Problem RESULT_FILE_INVALID with the first wrong {@code line}
     */
    static List<ResultLine> parse(String csv) {
        List<ResultLine> lines = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder()
                .commentStrategy(CommentStrategy.NONE)
                .ofNamedCsvRecord(csv.startsWith("\uFEFF") ? csv.substring(1) : csv)) {
            for (NamedCsvRecord line : reader) {
                ResultLine parsed = parsed(line);
                if (!seen.add(parsed.payoutId) || lines.size() == MOST) {
                    throw invalid(line.getStartingLineNumber());
                }
                lines.add(parsed);
            }
        } catch (CsvParseException | java.io.IOException malformed) {
            throw invalid(lines.size() + 2L);
        }
        if (lines.isEmpty()) {
            throw invalid(1);
        }
        return lines;
    }

    private static ResultLine parsed(NamedCsvRecord line) {
        try {
            String status = line.getField("status").strip();
            boolean paid = status.equals("PAID");
            String reference = line.findField("bankReference").orElse("").strip();
            String reason = line.findField("reason").orElse("").strip();
            boolean wrong = line.getFieldCount() != line.getHeader().size()
                    || !paid && !status.equals("FAILED")
                    || paid && reference.isEmpty()
                    || reference.length() > MOST_REFERENCE
                    || reason.length() > MOST_REASON
                    || (reference + reason).chars().anyMatch(Character::isISOControl);
            if (wrong) {
                throw invalid(line.getStartingLineNumber());
            }
            return new ResultLine(
                    UUID.fromString(line.getField("payoutId").strip()),
                    Money.of(line.getField("amount").strip()),
                    paid,
                    reference,
                    reason);
        } catch (NoSuchElementException | IllegalArgumentException malformed) {
            throw invalid(line.getStartingLineNumber());
        }
    }

    private static Problem invalid(long line) {
        return Problem.of(SettlementProblem.RESULT_FILE_INVALID, Map.of("line", line));
    }
}
