package io.wealthcrm.shared;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;

/**
 * Reads strings and refuses those the database cannot hold, where they stand in the body. One in which nothing can be seen is an
 * empty one.
 */
final class StorableText extends StringDeserializer {
    private static final long serialVersionUID = 1L;

    @Override
    public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
        String text = super.deserialize(json, context);
        if (text == null || Storable.isText(text)) {
            return text == null || Storable.isVisible(text) ? text : "";
        }
        return (String) context.handleWeirdStringValue(String.class, "", "U+0000 or half a surrogate pair");
    }
}
