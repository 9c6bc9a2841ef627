package io.wealthcrm.shared;

import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;

/** Answers to requests that made something. */
public final class Created {
    private Created() {}

    /** 201 with the new record and where it stands, a path from the root. */
    public static <T> RestResponse<T> at(String location, T entity) {
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, entity)
                .header(HttpHeaders.LOCATION, location)
                .build();
    }
}
