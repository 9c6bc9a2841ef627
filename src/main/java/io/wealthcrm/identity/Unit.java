package io.wealthcrm.identity;

import io.wealthcrm.shared.Problem;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.UUID;

/** A part of the firm: head office, branch (分公司) or team (团队). */
@Entity
@Table(name = "units")
class Unit {
    /** From the top down. */
    enum Kind {
        HEAD_OFFICE,
        BRANCH,
        TEAM
    }

    @Id
    UUID id;

    UUID parentId;

    @Enumerated(EnumType.STRING)
    Kind kind;

    String name;

    /** Ids from the root down to this unit, each followed by a slash: a subtree is a prefix. */
    String path;

    @Version
    long version;

    /** A branch below the head office or a team below a branch. @throws Problem UNIT_KIND_MISMATCH for anything else */
    static Unit below(Unit parent, UUID id, Kind kind, String name) {
        if (kind.ordinal() != parent.kind.ordinal() + 1) {
            throw Problem.of(IdentityProblem.UNIT_KIND_MISMATCH);
        }
        Unit unit = new Unit();
        unit.id = id;
        unit.parentId = parent.id;
        unit.kind = kind;
        unit.name = name;
        unit.path = parent.path + id + "/";
        return unit;
    }
}
