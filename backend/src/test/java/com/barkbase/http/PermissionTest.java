package com.barkbase.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole table of who may do what, written a second time so that a change of it is meant. */
class PermissionTest {

    @ParameterizedTest
    @CsvSource({
        "OWNER, SIGN_IN SEE_CLIENTS CHANGE_CLIENTS SEE_STAFF CHANGE_STAFF",
        "MANAGER, SIGN_IN SEE_CLIENTS CHANGE_CLIENTS SEE_STAFF CHANGE_STAFF",
        "STAFF, SIGN_IN SEE_CLIENTS CHANGE_CLIENTS SEE_STAFF",
        "RECEPTIONIST, SIGN_IN SEE_CLIENTS CHANGE_CLIENTS SEE_STAFF",
        "GROOMER, SIGN_IN SEE_CLIENTS SEE_STAFF",
        "VIEWER, SIGN_IN SEE_CLIENTS"
    })
    void roleMayDoThisAndNoMore(Role role, String permissions) {
        assertThat(Permission.of(role)).map(Permission::name).containsExactly(permissions.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource({
        "OWNER, OWNER MANAGER STAFF RECEPTIONIST GROOMER VIEWER",
        "MANAGER, MANAGER STAFF RECEPTIONIST GROOMER VIEWER"
    })
    void roleManagesThoseUpToItself(Role role, String managed) {
        assertThat(role.managed()).map(Role::name).containsExactly(managed.split(" ", -1));
    }

    @Test
    void rolesBelowManageNobodyNotEvenTheirOwn() {
        assertThat(Role.values())
                .filteredOn(role -> role.compareTo(Role.MANAGER) > 0)
                .hasSize(4)
                .allSatisfy(role -> assertThat(role.managed()).isEmpty());
    }
}
