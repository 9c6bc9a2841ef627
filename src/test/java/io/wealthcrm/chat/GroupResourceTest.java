package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnSharedService
class GroupResourceTest {
    private static final String PATH = "/api/v1/conversations/";

    private final Service service;
    private Firm firm;
    private Person owner;
    private Person admin;
    private Person member;
    private UUID group;

    GroupResourceTest(Service service) {
        this.service = service;
    }

    @BeforeEach
    void group() {
        firm = Firm.on(service);
        owner = firm.advisor();
        admin = firm.advisor();
        member = firm.advisor();
        group = Talk.group(owner, admin, member);
        rank(owner, admin, "ADMIN").statusCode(200);
    }

    @Test
    void an_admin_brings_people_in_and_removes_plain_members() {
        Person more = firm.advisor();
        add(admin, more.id()).statusCode(200).body("members", hasSize(4)).body("memberCount", equalTo(4));
        add(admin, more.id(), member.id()).statusCode(200).body("members", hasSize(4));
        remove(admin, more).statusCode(204);
        more.request().get(PATH + group).then().statusCode(404);
    }

    @Test
    void roles_are_the_owners_to_give_and_take() {
        String before = standing();
        Person other = firm.advisor();
        rank(admin, member, "ADMIN").statusCode(403);
        rank(admin, admin, "OWNER").statusCode(403);
        rank(admin, owner, "MEMBER").statusCode(403);
        rank(admin, other, "ADMIN").statusCode(403);
        remove(admin, owner).statusCode(403);
        rank(member, member, "ADMIN").statusCode(403);
        add(member, other.id()).statusCode(403);
        remove(member, admin).statusCode(403);
        handOwnership(admin, admin).statusCode(403);
        handOwnership(member, member).statusCode(403);
        assertThat(standing()).isEqualTo(before);

        rank(owner, member, "ADMIN").statusCode(200);
        remove(admin, member).statusCode(403);
        rank(owner, member, "MEMBER").statusCode(200);
        rank(admin, admin, "MEMBER").statusCode(200);
    }

    @Test
    void an_owner_hands_the_group_over_and_stays_as_an_admin() {
        String before = standing();
        handOwnership(owner, firm.advisor()).statusCode(404);
        handOwnership(owner, owner).statusCode(200).body("role", equalTo("OWNER"));
        assertThat(roles()).isEqualTo(before.substring(0, roles().length()));
        handOwnership(owner, member).statusCode(200).body("role", equalTo("ADMIN"));
        rank(owner, admin, "MEMBER").statusCode(403);
        remove(owner, owner).statusCode(204);
        member.request().get(PATH + group).then().body("role", equalTo("OWNER")).body("members", hasSize(2));
    }

    @Test
    void two_handovers_at_once_leave_one_owner() throws Exception {
        List<Callable<Integer>> both = List.of(
                () -> handOwnership(owner, admin).extract().statusCode(),
                () -> handOwnership(owner, member).extract().statusCode());
        try (var threads = new Threads(2)) {
            assertThat(threads.all(both)).containsOnlyOnce(200);
        }
        assertThat(firm.one(
                        "select count(*) from members where conversation_id = ? and role = 'OWNER' and left_at is null",
                        group))
                .isEqualTo("1");
    }

    @Test
    void of_two_owners_who_remove_each_other_at_once_one_stays() throws Exception {
        for (int round = 0; round < 8; round++) {
            Person third = firm.advisor();
            group = Talk.group(owner, admin, member, third);
            for (Person other : List.of(admin, third)) {
                rank(owner, other, "OWNER").statusCode(200);
            }
            List<Callable<Integer>> both = List.of(
                    () -> remove(owner, admin).extract().statusCode(),
                    () -> remove(admin, owner).extract().statusCode());
            try (var threads = new Threads(2)) {
                assertThat(threads.all(both)).containsExactlyInAnyOrder(204, 404);
            }
        }
    }

    @Test
    void two_thousand_and_no_more_also_at_once() throws Exception {
        UUID[] crowd = crowd(1998);
        add(owner, Arrays.copyOf(crowd, 1995)).statusCode(200).body("memberCount", equalTo(1998));
        add(owner, crowd).statusCode(422).body("code", equalTo("TOO_MANY_MEMBERS"));
        owner.request().get(PATH + group).then().body("memberCount", equalTo(1998));

        List<Callable<Integer>> last = new ArrayList<>();
        for (int i = 1995; i < 1998; i++) {
            UUID one = crowd[i];
            last.add(() -> add(owner, one).extract().statusCode());
        }
        try (var threads = new Threads(3)) {
            assertThat(threads.all(last)).containsExactlyInAnyOrder(200, 200, 422);
        }
        owner.request().get(PATH + group).then().body("memberCount", equalTo(2000));
    }

    @Test
    void who_may_not_be_there_brings_the_whole_addition_down() {
        Person stranger = People.customerOf(firm, firm.advisorIn(firm.otherTeam), "外人");
        String before = standing();
        add(owner, firm.advisor().id(), stranger.id()).statusCode(422).body("code", equalTo("UNKNOWN_MEMBER"));
        add(owner).statusCode(400);
        assertThat(standing()).isEqualTo(before);
    }

    @Test
    void who_leaves_sees_nothing_more_on_any_socket() {
        ChatApp app = ChatApp.of(member);
        ChatApp tablet = ChatApp.of(member, "tablet", "[]");
        remove(member, member).statusCode(204);
        app.await("member");
        ChatApp.of(owner).say(group, "离开之后");
        app.say(group, "还在吗");
        assertThat(app.frames("err")).hasSize(1);
        tablet.say(group, "还在吗");
        assertThat(app.seqs(group)).isEmpty();
        assertThat(tablet.seqs(group)).isEmpty();
        member.request().get(Talk.path(group)).then().statusCode(404);
    }

    private UUID[] crowd(int people) {
        firm.execute(
                """
                insert into users (id, username, password_hash, display_name, roles, unit_id)
                select uuidv7(), 'crowd-' || cast(? as text) || n, 'x', '众人', '{ADVISOR}', ?
                  from generate_series(1, ?) n""",
                group,
                firm.teamB,
                people);
        return Arrays.stream(firm.one(
                                "select string_agg(cast(id as text), ',') from users where unit_id = ? and display_name = '众人'",
                                firm.teamB)
                        .split(","))
                .map(UUID::fromString)
                .toArray(UUID[]::new);
    }

    private String standing() {
        return roles() + " " + firm.one("select version from conversations where id = ?", group);
    }

    private String roles() {
        return firm.one(
                """
                select string_agg(user_id || role || (left_at is null), ',' order by user_id)
                  from members where conversation_id = ?""",
                group);
    }

    private ValidatableResponse rank(Person by, Person whom, String role) {
        return by.request()
                .body(Map.of("role", role))
                .put(PATH + group + "/members/" + whom.id())
                .then();
    }

    private ValidatableResponse add(Person by, UUID... people) {
        return by.once()
                .body(Map.of("userIds", List.of(people)))
                .post(PATH + group + "/members")
                .then();
    }

    private ValidatableResponse remove(Person by, Person whom) {
        return by.request().delete(PATH + group + "/members/" + whom.id()).then();
    }

    private ValidatableResponse handOwnership(Person by, Person to) {
        return by.once()
                .body(Map.of("userId", to.id()))
                .post(PATH + group + "/owner")
                .then();
    }

    /** Calls begun at once. */
    private record Threads(java.util.concurrent.ExecutorService pool) implements AutoCloseable {
        Threads(int number) {
            this(Executors.newFixedThreadPool(number));
        }

        List<Integer> all(List<Callable<Integer>> calls) throws Exception {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> call : pool.invokeAll(calls)) {
                answers.add(call.get());
            }
            return answers;
        }

        @Override
        public void close() {
            pool.shutdownNow();
        }
    }
}
