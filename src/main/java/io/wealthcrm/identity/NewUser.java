package io.wealthcrm.identity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import java.util.UUID;

/** A new member of staff. */
record NewUser(
        @NotBlank @Pattern(regexp = "[A-Za-z0-9._-]{1,100}") String username,
        @NotBlank @Size(min = 12, max = 72) String password,
        @NotBlank @Size(max = 100) String displayName,
        @NotNull UUID unitId,
        @NotEmpty Set<@NotNull Role> roles) {

    @Override
    public String toString() {
        return "NewUser[" + username + "]";
    }
}
