package io.wealthcrm.customer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wealthcrm.shared.Ids;
import java.time.Instant;
import java.util.HexFormat;

/** Rows as {@code jsonb_populate_record} reads them. */
final class CustomerColumns {
    private static final HexFormat HEX = HexFormat.of();

    private CustomerColumns() {}

    /** The columns of {@code customers} that merging may change; the tier follows from them by its own rules. */
    static ObjectNode of(Customer customer, ObjectMapper json) {
        ObjectNode row = json.createObjectNode();
        row.put("name", customer.name)
                .put("name_key", customer.nameKey)
                .put("search_text", customer.searchText)
                .put("phone_cipher", bytes(customer.phoneCipher))
                .put("phone_index", bytes(customer.phoneIndex))
                .put("id_number_cipher", bytes(customer.idNumberCipher))
                .put("id_number_index", bytes(customer.idNumberIndex))
                .put("gender", text(customer.gender))
                .put("birthday", text(customer.birthday))
                .put("occupation", text(customer.occupation))
                .put("city", customer.city)
                .put("hometown", customer.hometown)
                .put("channel", text(customer.channel))
                .put("asset_band", text(customer.assetBand))
                .put("advisor_id", text(customer.advisorId))
                .put("unit_id", text(customer.unitId))
                .put("advisor_since", text(customer.advisorSince))
                .put("version", customer.version);
        row.set("phone_tokens", json.valueToTree(customer.phoneTokens));
        row.set("interests", json.valueToTree(customer.interests));
        row.set("extra", json.valueToTree(customer.extra));
        return row;
    }

    /** The row of {@code customer_other_phones} for the phone that was not chosen, sealed for the survivor. */
    static ObjectNode otherPhone(
            FilePair pair, FileSides sides, PersonalData personal, Instant now, ObjectMapper json) {
        Customer loser = sides.takesMerged(MergeField.PHONE) ? pair.survivor() : pair.merged();
        String phone = personal.openPhone(loser.id, loser.phoneCipher);
        ObjectNode row = json.createObjectNode()
                .put("id", Ids.next().toString())
                .put("customer_id", pair.survivor().id.toString())
                .put("phone_cipher", bytes(personal.sealPhone(pair.survivor().id, phone)))
                .put("phone_index", bytes(loser.phoneIndex))
                .put("since", now.toString());
        row.set("phone_tokens", json.valueToTree(loser.phoneTokens));
        return row;
    }

    private static String bytes(byte[] value) {
        return value == null ? null : "\\x" + HEX.formatHex(value);
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
