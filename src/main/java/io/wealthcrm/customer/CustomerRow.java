package io.wealthcrm.customer;

import io.vertx.mutiny.sqlclient.Row;
import io.wealthcrm.identity.Phone;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/** One row of the list of customers, with its phone opened for the mask. */
record CustomerRow(
        UUID id,
        String name,
        String nameKey,
        String phone,
        Gender gender,
        Occupation occupation,
        String city,
        AssetBand assetBand,
        Tier tier,
        UUID advisorId,
        String advisorName,
        UUID unitId,
        RiskTolerance riskLevel,
        LocalDate riskValidUntil,
        LocalDate qualifiedUntil,
        Instant lastContactAt,
        Instant createdAt,
        long version,
        boolean otherPhones,
        boolean marketingRefused) {

    /** What a page is made of; the phone is sealed still. */
    static final String COLUMNS =
            """
            c.id, c.name, c.name_key, c.phone_cipher, c.gender, c.occupation, c.city, c.asset_band, c.tier, c.advisor_id,
            c.unit_id, c.risk_level, c.risk_valid_until, c.qualified_until, c.last_contact_at, c.created_at, c.version""";

    /**
     * Of each row of a page, looked up by its key: joined or as {@code exists} the planner would answer them for all customers at once
     * where it cannot tell how few the rows are.
     */
    static final String MARKS =
            """
            (select u.display_name from users u where u.id = c.advisor_id) as advisor_name,
            coalesce((select true from customer_other_phones o where o.customer_id = c.id limit 1), false) as other_phones,
            coalesce((select not n.granted from customer_consents_now n
                       where n.customer_id = c.id and n.purpose = 'MARKETING'), false) as marketing_refused""";

    static CustomerRow of(Row row, PersonalData personal) {
        UUID id = row.getUUID("id");
        return new CustomerRow(
                id,
                row.getString("name"),
                row.getString("name_key"),
                personal.openPhone(id, row.getBuffer("phone_cipher").getBytes()),
                choice(Gender.class, row, "gender"),
                choice(Occupation.class, row, "occupation"),
                row.getString("city"),
                choice(AssetBand.class, row, "asset_band"),
                choice(Tier.class, row, "tier"),
                row.getUUID("advisor_id"),
                row.getString("advisor_name"),
                row.getUUID("unit_id"),
                choice(RiskTolerance.class, row, "risk_level"),
                row.getLocalDate("risk_valid_until"),
                row.getLocalDate("qualified_until"),
                instant(row.getOffsetDateTime("last_contact_at")),
                instant(row.getOffsetDateTime("created_at")),
                row.getLong("version"),
                row.getBoolean("other_phones"),
                row.getBoolean("marketing_refused"));
    }

    CustomerSummary summary() {
        return new CustomerSummary(
                id,
                name,
                Phone.mask(phone),
                gender,
                occupation,
                city,
                assetBand,
                tier,
                advisorId,
                advisorName,
                unitId,
                riskLevel,
                riskValidUntil,
                qualifiedUntil,
                lastContactAt,
                marketingRefused,
                createdAt,
                version);
    }

    /** Without personal data: this may end in a log. */
    @Override
    public String toString() {
        return "CustomerRow[" + id + "]";
    }

    static Instant instant(OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    static <E extends Enum<E>> E choice(Class<E> type, Row row, String column) {
        String text = row.getString(column);
        return text == null ? null : Enum.valueOf(type, text);
    }
}
