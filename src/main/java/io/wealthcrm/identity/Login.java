package io.wealthcrm.identity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Sign-in of staff; {@code installationId} names the app's installation on one device, for as long as it is installed. */
record Login(
        @NotBlank @Size(max = 100) String username,
        @NotBlank @Size(max = 200) String password,
        @NotBlank @Size(max = 100) String installationId) {

    @Override
    public String toString() {
        return "Login[" + installationId + "]";
    }
}
