package io.wealthcrm.shared;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;

/** Reads strings and refuses those the database cannot hold, where they stand in the body. */
final class StorableText extends StringDeserializer {
    private static final long serialVersionUID = 1L;

    @Override
    public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
        String text = super.deserialize(json, context);
        return text == null || Storable.isText(text)
                ? text
                : (String) context.handleWeirdStringValue(String.class, "", "U+0000 or half a surrogate pair");
    }
}
