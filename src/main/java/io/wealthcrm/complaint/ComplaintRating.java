package io.wealthcrm.complaint;

import jakarta.persistence.Embeddable;
import java.time.Instant;

/**
 * What a customer thinks of how a complaint was dealt with.
 *
 * @param rating 1 to 5 stars
 * @param ratingNote null for none
 */
@Embeddable
record ComplaintRating(short rating, String ratingNote, Instant ratedAt) {}
