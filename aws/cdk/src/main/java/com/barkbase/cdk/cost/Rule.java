package com.barkbase.cdk.cost;

import com.barkbase.cdk.template.Resource;
import com.barkbase.cdk.template.Templates;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.HashMap;
import java.util.Map;

/** How a resource of one type is charged. */
@FunctionalInterface
interface Rule {

    Charge charge(Resource resource);

    /**
     * A rule for every type that BarkBase uses. A type that costs nothing stands in {@code free.json} with the reason,
     * so that a new type is an error until someone has looked its price up.
     */
    static Map<String, Rule> all(Templates templates) {
        Figures prices = Figures.prices();
        Figures usage = Figures.usage();
        Map<String, Rule> rules = new HashMap<>();
        Figures.read("free.json", new TypeReference<Map<String, String>>() {})
                .keySet()
                .forEach(type -> rules.put(type, resource -> Charge.fixed("", 0)));
        rules.putAll(new DatabaseRules(prices, usage, templates).byType());
        rules.putAll(new NetworkRules(prices, usage).byType());
        rules.putAll(new FunctionRules(prices, usage, templates).byType());
        rules.putAll(new WatchRules(prices, usage).byType());
        return rules;
    }
}
