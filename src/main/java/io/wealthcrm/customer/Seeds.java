package io.wealthcrm.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Lays many customers in at once. */
@ApplicationScoped
class Seeds {
    private static final HexFormat HEX = HexFormat.of();

    /** What a person writes down of a customer, in columns. */
    static final String PROFILE =
            """
            id, name, name_key, search_text, phone_cipher, phone_index, phone_tokens, id_number_cipher, id_number_index,
            gender, birthday, occupation, city, hometown, channel, asset_band, interests, extra""";

    /** The same, of a row of {@link #RECORDS}. */
    static final String PROFILE_VALUES =
            """
            id, name, name_key, search_text, decode(phone_cipher, 'hex'), decode(phone_index, 'hex'), phone_tokens,
            decode(id_number_cipher, 'hex'), decode(id_number_index, 'hex'), gender, birthday, occupation, city, hometown,
            channel, asset_band, interests, coalesce(extra, '{}')""";

    /** {@code ?1} is a JSON array of {@link Prepared}. */
    static final String RECORDS =
            """
            jsonb_to_recordset(cast(cast(?1 as text) as jsonb)) as r(id uuid, name text, name_key text, search_text text,
                   phone_cipher text, phone_index text, phone_tokens int[], id_number_cipher text, id_number_index text,
                   gender text, birthday date, occupation text, city text, hometown text, channel text, asset_band text,
                   interests text[], extra jsonb, advisor_id uuid, unit_id uuid, risk_level text, risk_valid_until date,
                   qualified_until date, last_contact_at timestamptz, created_at timestamptz)""";

    private static final String CUSTOMERS =
            """
            insert into customers (%s, advisor_id, unit_id, risk_level, risk_valid_until, qualified_until, last_contact_at,
                   created_at, created_by)
            select %s, advisor_id, unit_id, risk_level, risk_valid_until, qualified_until, last_contact_at, created_at, advisor_id
              from %s"""
                    .formatted(PROFILE, PROFILE_VALUES, RECORDS);

    private final PersonalData personal;
    private final ObjectMapper json;

    Seeds(PersonalData personal, ObjectMapper json) {
        this.personal = personal;
        this.json = json;
    }

    /** The row in the shape the statements above read; names as in the table. */
    record Prepared(
            UUID id,
            String name,
            String name_key,
            String search_text,
            String phone_cipher,
            String phone_index,
            int[] phone_tokens,
            String id_number_cipher,
            String id_number_index,
            String gender,
            LocalDate birthday,
            String occupation,
            String city,
            String hometown,
            String channel,
            String asset_band,
            List<String> interests,
            Map<String, Object> extra,
            UUID advisor_id,
            UUID unit_id,
            RiskTolerance risk_level,
            LocalDate risk_valid_until,
            LocalDate qualified_until,
            Instant last_contact_at,
            Instant created_at) {}

    /** The slow part alone: hashing, encryption, search words. */
    SealedCustomers seal(List<CustomerSeed> many) {
        return new SealedCustomers(written(many));
    }

    /** Without app accounts, over a connection of the caller's own and in its transaction. Blocks. */
    int add(Connection connection, SealedCustomers sealed) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(CUSTOMERS.replace("?1", "?"))) {
            insert.setString(1, sealed.rows());
            return insert.executeUpdate();
        }
    }

    private String written(List<CustomerSeed> many) {
        try {
            return json.writeValueAsString(
                    many.parallelStream().map(this::prepared).toList());
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }

    private Prepared prepared(CustomerSeed seed) {
        return prepared(seed, Map.of());
    }

    private Prepared prepared(CustomerSeed seed, Map<String, Object> extra) {
        return new Prepared(
                seed.id(),
                seed.name(),
                SearchText.key(seed.name()),
                SearchText.of(seed.name()),
                hex(personal.sealPhone(seed.id(), seed.phone())),
                hex(personal.phoneIndex(seed.phone())),
                personal.phoneTokens(seed.phone()),
                hex(personal.sealIdNumber(seed.id(), seed.idNumber())),
                hex(personal.idNumberIndex(seed.idNumber())),
                seed.gender(),
                seed.birthday(),
                seed.occupation(),
                seed.city(),
                seed.hometown(),
                seed.channel(),
                seed.assetBand(),
                seed.interests(),
                extra,
                seed.advisorId(),
                seed.unitId(),
                seed.riskLevel(),
                seed.riskValidUntil(),
                seed.qualifiedUntil(),
                seed.lastContactAt(),
                seed.createdAt());
    }

    /** One whom nobody serves yet. {@code profile} is normalised. */
    Prepared prepared(UUID id, NewCustomer profile) {
        CustomerSeed seed = new CustomerSeed(
                id,
                profile.name(),
                profile.phone(),
                profile.idNumber(),
                name(profile.gender()),
                profile.birthday(),
                name(profile.occupation()),
                profile.city(),
                profile.hometown(),
                name(profile.channel()),
                name(profile.assetBand()),
                profile.interests(),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return prepared(seed, profile.extra());
    }

    private static String name(Enum<?> choice) {
        return choice == null ? null : choice.name();
    }

    private static String hex(byte[] bytes) {
        return bytes == null ? null : HEX.formatHex(bytes);
    }
}
