package io.wealthcrm.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wealthcrm.shared.Restorations;
import java.util.Arrays;
import java.util.Map;

/** Two files of one customer. */
record FilePair(Customer survivor, Customer merged) {

    FileSides sides(FieldAccess access, Map<MergeField, Side> asked, PersonalData personal, ObjectMapper json) {
        return new FileSides(
                FileSides.json(survivor, access, personal, json),
                FileSides.json(merged, access, personal, json),
                asked);
    }

    /**
     * The survivor as it comes out, with the extra fields of both that whoever chose does not see. What stays the same is not
     * sealed anew, so that it stays the same byte for byte.
     */
    Customer result(FileSides sides, FieldAccess access, PersonalData personal, ObjectMapper json) {
        Customer server = sides.takesMerged(MergeField.ADVISOR) ? merged : survivor;
        NewCustomer chosen = profile(sides, json);
        Map<String, Object> extra = access.unseen(this);
        extra.putAll(chosen.extra());
        Customer result = Customer.opened(
                survivor.id,
                chosen.with(extra),
                new Customer.Owner(server.advisorId, server.unitId),
                survivor.createdBy,
                survivor.createdAt,
                personal);
        result.advisorSince = server.advisorSince;
        result.version = survivor.version + Restorations.VERSIONS_APART;
        if (Arrays.equals(result.phoneIndex, survivor.phoneIndex)) {
            result.phoneCipher = survivor.phoneCipher;
            result.phoneTokens = survivor.phoneTokens;
        }
        if (Arrays.equals(result.idNumberIndex, survivor.idNumberIndex)) {
            result.idNumberCipher = survivor.idNumberCipher;
        }
        return result;
    }

    private static NewCustomer profile(FileSides sides, ObjectMapper json) {
        try {
            return json.treeToValue(sides.result(), NewCustomer.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
