package io.wealthcrm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.wall.Beyond;
import io.wealthcrm.shared.wall.BeyondSight;
import io.wealthcrm.shared.wall.Wall;
import jakarta.persistence.Entity;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The rules of ARCHITECTURE.md that a machine can check. */
@AnalyzeClasses(packages = "io.wealthcrm", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** A package may use only those to its left; the two of one place do not know each other. */
    private static final List<List<String>> ORDER = List.of(
            List.of("shared"),
            List.of("identity"),
            List.of("audit", "upload"),
            List.of("notification"),
            List.of("approval"),
            List.of("contract"),
            List.of("product"),
            List.of("customer"),
            List.of("household"),
            List.of("pool"),
            List.of("team"),
            List.of("agenda"),
            List.of("complaint"),
            List.of("order"),
            List.of("settlement"),
            List.of("commission"),
            List.of("contribution"),
            List.of("segment"),
            List.of("performance"),
            List.of("attrition"),
            List.of("chat", "reminder"),
            List.of("consultation"),
            List.of("succession"),
            List.of("exchange"),
            List.of("privacy"),
            List.of("insight"),
            List.of("duplicate"),
            List.of("demo"));

    @ArchTest
    static final ArchRule featuresHaveNoCycles =
            slices().matching("io.wealthcrm.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule featuresUseOnlyWhatStandsAboveThem =
            classes().that().resideInAPackage("io.wealthcrm.(*)..").should(useOnlyPackagesToTheLeft());

    @ArchTest
    static final ArchRule entitiesAreTheFeaturesOwn =
            classes().that().areAnnotatedWith(Entity.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule resourcesAreTheFeaturesOwn =
            classes().that().areAnnotatedWith(Path.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule entitiesAreSynchronous = noClasses()
            .that()
            .areAnnotatedWith(Entity.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.smallrye.mutiny..", "jakarta.ws.rs..", "io.vertx..");

    @ArchTest
    static final ArchRule nothingWaitsForAUni = noClasses()
            .should()
            .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                            com.tngtech.archunit.core.domain.properties.HasName.Predicates.name("await"))
                    .and(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                            com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                    DescribedPredicate.describe("Uni", owner -> owner.isAssignableTo(Uni.class))))));

    @ArchTest
    static final ArchRule transactionsAreReactive =
            noClasses().should().dependOnClassesThat().areAssignableTo(Transactional.class);

    @ArchTest
    static final ArchRule onlyDbKnowsPanacheSession = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.wealthcrm.shared.Db")
            .should()
            .callMethod(io.quarkus.hibernate.reactive.panache.Panache.class, "getSession");

    /** Who acts beyond a caller's sight, each for a reason in {@code Beyond}. */
    @ArchTest
    static final ArchRule fewLiftTheWall = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.wealthcrm.demo.DemoClock")
            .and()
            .doNotHaveFullyQualifiedName("io.wealthcrm.shared.wall.BeyondSightInterceptor")
            .should()
            .callMethod(Wall.class, "lifted", Beyond.class, Supplier.class);

    @ArchTest
    static final ArchRule fewActBeyondTheirSight = methods()
            .that()
            .areAnnotatedWith(BeyondSight.class)
            .should(beAmong(Set.of(
                    "PoolResource.claim",
                    "ReleaseResource.release",
                    "MergeResource.merge",
                    "MergeResource.undo",
                    "ComplaintResource.edit",
                    "ComplaintResource.answer",
                    "ComplaintResource.handOver",
                    "ComplaintResource.reopen",
                    "OffboardingResource.offboard",
                    "OffboardingResource.undo",
                    "TransferResource.transfer",
                    "SuccessionResource.undo")));

    /** Extra fields leave a customer's file as far as their reader sees them; the other two store them. */
    @ArchTest
    static final ArchRule extraFieldsAreReadThroughOneClass = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.wealthcrm.customer.FieldAccess")
            .and()
            .doNotHaveFullyQualifiedName("io.wealthcrm.customer.Customer")
            .and()
            .doNotHaveFullyQualifiedName("io.wealthcrm.customer.CustomerColumns")
            .should()
            .accessField("io.wealthcrm.customer.Customer", "extra");

    @ArchTest
    static final ArchRule extraFieldsAreShownByOneClass = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.wealthcrm.customer.FieldAccess")
            .should()
            .callConstructor("io.wealthcrm.customer.VisibleExtra", "java.util.Map");

    @ArchTest
    static final ArchRule onlyTheBackgroundIsTheServiceItself = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.wealthcrm.shared.Background")
            .should()
            .callMethod(Wall.class, "leave");

    /** A connection made elsewhere would not be told what to show. */
    @ArchTest
    static final ArchRule noPoolStandsBesideTheWall = noClasses()
            .that()
            .resideOutsideOfPackage("io.wealthcrm.shared.wall")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "io\\.vertx\\.(mutiny\\.)?pgclient\\.(Pg(Pool|Builder|Connection|ConnectOptions)|spi\\..*)");

    @ArchTest
    static final ArchRule namesAreTheFieldsOwn = noClasses()
            .should()
            .haveSimpleNameEndingWith("DTO")
            .orShould()
            .haveSimpleNameEndingWith("Dto")
            .orShould()
            .haveSimpleNameEndingWith("VO")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils");

    /** Business time comes from the firm's clock; real time may be asked for only where no rule of business hangs on it. */
    @ArchTest
    static final ArchRule businessDatesComeFromTheFirmsClock = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(
                    "io.wealthcrm.product..",
                    "io.wealthcrm.customer..",
                    "io.wealthcrm.household..",
                    "io.wealthcrm.privacy..",
                    "io.wealthcrm.agenda..",
                    "io.wealthcrm.order..",
                    "io.wealthcrm.commission..",
                    "io.wealthcrm.settlement..",
                    "io.wealthcrm.reminder..",
                    "io.wealthcrm.insight..",
                    "io.wealthcrm.performance..",
                    "io.wealthcrm.duplicate..")
            .should(callNow());

    private static ArchCondition<JavaClass> useOnlyPackagesToTheLeft() {
        return new ArchCondition<>("use only packages to their left") {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                int place = place(from);
                from.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> place(dependency.getTargetClass()) >= place)
                        .filter(dependency -> !feature(from).equals(feature(dependency.getTargetClass())))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(from, dependency.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaMethod> beAmong(Set<String> known) {
        return new ArchCondition<>("be among " + known) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                String name = method.getOwner().getSimpleName() + "." + method.getName();
                events.add(new SimpleConditionEvent(method, known.contains(name), name));
            }
        };
    }

    private static ArchCondition<JavaMethod> callNow() {
        return new ArchCondition<>("call now() without a clock") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                method.getMethodCallsFromSelf().stream()
                        .filter(call -> call.getTargetOwner().getPackageName().equals("java.time"))
                        .filter(call -> call.getName().equals("now"))
                        .filter(call -> call.getTarget().getRawParameterTypes().isEmpty())
                        .forEach(call -> events.add(SimpleConditionEvent.satisfied(method, call.getDescription())));
            }
        };
    }

    /** −1 for classes that are no feature's: the JDK, libraries, the start-up. */
    private static int place(JavaClass type) {
        String feature = feature(type);
        for (int i = 0; i < ORDER.size(); i++) {
            if (ORDER.get(i).contains(feature)) {
                return i;
            }
        }
        if (!feature.isEmpty()) {
            throw new AssertionError("io.wealthcrm." + feature + " has no place in the order of packages");
        }
        return -1;
    }

    private static String feature(JavaClass type) {
        String prefix = "io.wealthcrm.";
        String name = type.getPackageName();
        if (!name.startsWith(prefix)) {
            return "";
        }
        String rest = name.substring(prefix.length());
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }
}
