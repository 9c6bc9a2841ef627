package io.wealthcrm.product;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.product.QuestionView.AnswerView;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Questions about products and their answers. Staff read all; a customer reads own ones, for others' may name people. */
@ApplicationScoped
class Questions {
    private final ProductQueries queries;
    private final Shelf shelf;
    private final ProductNews news;
    private final Clock clock;

    Questions(ProductQueries queries, Shelf shelf, ProductNews news, Clock clock) {
        this.queries = queries;
        this.shelf = shelf;
        this.news = news;
        this.clock = clock;
    }

    /** Newest first, each with its answers. */
    @WithSession
    Uni<Page<QuestionView>> list(UUID productId, PageRequest page, Caller caller) {
        Cursor cursor = page.cursor(1);
        UUID before = cursor == null ? Shelf.LAST : cursor.uuid(0);
        return shelf.seen(productId, Sight.of(caller))
                .chain(() ->
                        queries.questions(productId, before, !caller.has(Role.CUSTOMER), caller.userId(), page.rows()))
                .chain(this::withAnswers)
                .map(rows -> Page.of(rows, page.limit(), question -> Cursor.of(question.id())));
    }

    private Uni<List<QuestionView>> withAnswers(List<Question> questions) {
        return queries.answers(questions.stream().map(question -> question.id).toList())
                .map(answers -> answers.stream().collect(Collectors.groupingBy(answer -> answer.questionId)))
                .map(byQuestion -> questions.stream()
                        .map(question -> QuestionView.of(question, byQuestion.getOrDefault(question.id, List.of())))
                        .toList());
    }

    /** Asks operations. @throws Problem NOT_FOUND */
    @WithTransaction
    Uni<QuestionView> ask(UUID productId, String text, Caller caller) {
        Question question = new Question();
        question.id = Ids.next();
        question.productId = productId;
        question.text = text;
        question.askedAt = clock.instant();
        question.askedBy = caller.userId();
        question.askedByName = caller.displayName();
        return shelf.seen(productId, Sight.of(caller))
                .chain(() -> Db.persist(question))
                .call(news::asked)
                .map(asked -> QuestionView.of(asked, List.of()));
    }

    /** Answers and tells the asker. @throws Problem NOT_FOUND */
    @WithTransaction
    Uni<AnswerView> answer(UUID productId, UUID questionId, String text, Caller caller) {
        Answer answer = new Answer();
        answer.id = Ids.next();
        answer.questionId = questionId;
        answer.text = text;
        answer.answeredAt = clock.instant();
        answer.answeredBy = caller.userId();
        answer.answeredByName = caller.displayName();
        return queries.question(productId, questionId)
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(CommonProblem.NOT_FOUND))
                .call(() -> Db.persist(answer))
                .call(question -> news.answered(question, answer))
                .map(question -> AnswerView.of(answer));
    }
}
