package io.wealthcrm.product;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.notification.Notice;
import io.wealthcrm.notification.NoticeKind;
import io.wealthcrm.notification.Notifications;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Whom the shelf's news is told to. */
@ApplicationScoped
class ProductNews implements OutboxHandler<ProductLaunched> {
    /** A push about a question is of no use later than this. */
    private static final Duration WORTH_TELLING = Duration.ofDays(7);

    private static final String SALES =
            """
            select u.id as person_id, p.id as entity_id, 'LAUNCHED' as occasion,
                   jsonb_build_object('productId', p.id, 'code', p.code) as data, p.closes_at as expires_at
              from products p join users u on u.active and u.roles && array['ADVISOR', 'TEAM_LEAD', 'BRANCH_MANAGER']
             where p.id = ?1""";

    private static final String OPERATIONS =
            """
            select u.id as person_id, q.product_id as entity_id, cast(q.id as text) as occasion,
                   jsonb_build_object('productId', q.product_id, 'questionId', q.id) as data,
                   q.asked_at + interval '7 days' as expires_at
              from product_questions q join users u on u.active and u.roles && array['OPERATIONS']
             where q.id = ?1""";

    private final Notifications notifications;

    ProductNews(Notifications notifications) {
        this.notifications = notifications;
    }

    @Override
    public Class<ProductLaunched> event() {
        return ProductLaunched.class;
    }

    /** Everybody who sells, in one statement; a second run tells nobody twice. */
    @Override
    public Uni<Void> handle(ProductLaunched launched) {
        return notifications
                .fanOut(NoticeKind.PRODUCT_LAUNCHED, SALES, launched.productId())
                .replaceWithVoid();
    }

    /** Joins the caller's transaction. */
    Uni<Void> asked(Question question) {
        return notifications
                .fanOut(NoticeKind.QUESTION_ASKED, OPERATIONS, question.id)
                .replaceWithVoid();
    }

    /** Joins the caller's transaction. */
    Uni<Void> answered(Question question, Answer answer) {
        return notifications.tell(new Notice(
                NoticeKind.QUESTION_ANSWERED,
                List.of(question.askedBy),
                question.productId,
                answer.id.toString(),
                Map.of("productId", question.productId.toString(), "questionId", question.id.toString()),
                answer.answeredAt.plus(WORTH_TELLING)));
    }
}
