package io.wealthcrm.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wealthcrm.customer.ContactNumbers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A copy of somebody's data: a ZIP with {@code data.json} for programs and {@code index.html} for people. */
record CopyFile(UUID customer, Opened opened, List<CopyJob.Records> records, List<CopyJob.Withheld> withheld) {

    /** What is kept sealed, in the clear. */
    record Opened(ContactNumbers numbers, List<Account> accounts) {}

    /** The account a contract names for payouts, in the clear. */
    record Account(UUID orderId, String bank, String number) {
        @Override
        public String toString() {
            return "Account[orderId=" + orderId + "]";
        }
    }

    byte[] zip(ObjectMapper json) throws IOException {
        ObjectNode data = data(json);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, UTF_8)) {
            add(zip, "data.json", json.writerWithDefaultPrettyPrinter().writeValueAsBytes(data));
            add(zip, "index.html", new CopyPage(data).html().getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    /** {@code {customerId, contact, sections: {SECTION: {relation: [rows]}}, withheld: [{section, records, reasonZh, reasonEn}]}}. */
    private ObjectNode data(ObjectMapper json) throws JsonProcessingException {
        ObjectNode data = json.createObjectNode().put("customerId", customer.toString());
        data.set("contact", json.valueToTree(opened.numbers()));
        ObjectNode sections = data.putObject("sections");
        for (CopyJob.Records one : records) {
            JsonNode rows = json.readTree(one.rows());
            sections.withObject("/" + one.section().name()).set(one.relation(), rows);
        }
        if (!opened.accounts().isEmpty()) {
            ArrayNode named =
                    sections.withObject("/" + PrivacySection.ORDERS.name()).putArray("bank_accounts");
            opened.accounts().forEach(one -> named.addObject()
                    .put("order_id", one.orderId().toString())
                    .put("bank_name", one.bank())
                    .put("bank_account", one.number()));
        }
        ArrayNode left = data.putArray("withheld");
        withheld.forEach(one -> left.addObject()
                .put("section", one.section().name())
                .put("records", one.relation())
                .put("reasonZh", one.zh())
                .put("reasonEn", one.en()));
        return data;
    }
}
