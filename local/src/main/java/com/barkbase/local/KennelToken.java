package com.barkbase.local;

import java.util.List;

/** A kennel's name and a token of one of its people. */
record KennelToken(String kennel, String token) {

    static List<KennelToken> issue(List<Kennel> kennels, Tokens tokens) {
        return kennels.stream()
                .map(kennel -> new KennelToken(kennel.name(), tokens.issue(kennel.bearer())))
                .toList();
    }

    /** Without the token, which lets its reader in. */
    @Override
    public String toString() {
        return "token of " + kennel;
    }
}
