package io.wealthcrm.duplicate;

import io.wealthcrm.customer.MergeField;
import io.wealthcrm.customer.Side;
import java.util.EnumMap;
import java.util.Map;

/**
 * Of which file each field is to be; what is left out is the survivor's, where it has a value. {@code interests} and
 * {@code extra} may be of BOTH, and are so unless somebody chooses.
 */
record FieldChoices(
        Side name,
        Side phone,
        Side gender,
        Side birthday,
        Side idNumber,
        Side occupation,
        Side city,
        Side hometown,
        Side channel,
        Side assetBand,
        Side interests,
        Side extra,
        Side advisorId) {

    /** Only what was chosen. */
    Map<MergeField, Side> asked() {
        Map<MergeField, Side> asked = new EnumMap<>(MergeField.class);
        asked.put(MergeField.NAME, name);
        asked.put(MergeField.PHONE, phone);
        asked.put(MergeField.GENDER, gender);
        asked.put(MergeField.BIRTHDAY, birthday);
        asked.put(MergeField.ID_NUMBER, idNumber);
        asked.put(MergeField.OCCUPATION, occupation);
        asked.put(MergeField.CITY, city);
        asked.put(MergeField.HOMETOWN, hometown);
        asked.put(MergeField.CHANNEL, channel);
        asked.put(MergeField.ASSET_BAND, assetBand);
        asked.put(MergeField.INTERESTS, interests);
        asked.put(MergeField.EXTRA, extra);
        asked.put(MergeField.ADVISOR, advisorId);
        asked.values().removeIf(side -> side == null);
        return asked;
    }
}
