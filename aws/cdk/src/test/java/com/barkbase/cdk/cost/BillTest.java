package com.barkbase.cdk.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.barkbase.cdk.template.Templates;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** On templates of a few lines, whose bill can be counted by hand. */
class BillTest {
    private static final Offset<Double> CENT = within(0.01);

    @Test
    void instanceIsItsClassAndItsStorageAndTwiceThatWithStandby() {
        String instance = """
                {"Type": "AWS::RDS::DBInstance", "Properties":
                  {"DBInstanceClass": "db.t4g.micro", "AllocatedStorage": "20", "MultiAZ": %s}}""";

        assertThat(billOf("Db", instance.formatted(false)).idle()).isEqualTo(11.68 + 2.30, CENT);
        assertThat(billOf("Db", instance.formatted(true)).idle()).isEqualTo(2 * (11.68 + 2.30), CENT);
    }

    @Test
    void serverlessInstanceIsItsLeastCapacityWhileIdle() {
        Bill bill = billOf("""
                "Cluster": {"Type": "AWS::RDS::DBCluster", "Properties":
                  {"ServerlessV2ScalingConfiguration": {"MinCapacity": 0.5, "MaxCapacity": 4}}},
                "Writer": {"Type": "AWS::RDS::DBInstance", "Properties": {"DBInstanceClass": "db.serverless"}}""");

        assertThat(line(bill, "Writer").idle()).isEqualTo(0.5 * 0.12 * 730, CENT);
        assertThat(line(bill, "Writer").busy()).isEqualTo(0.12 * 730, CENT);
    }

    @Test
    void proxyIsChargedByWhatIsBehindIt() {
        String proxy = """
                "Proxy": {"Type": "AWS::RDS::DBProxy"},
                "Db": {"Type": "AWS::RDS::DBInstance", "Properties": {"DBInstanceClass": "%s"}},
                "Cluster": {"Type": "AWS::RDS::DBCluster", "Properties":
                  {"ServerlessV2ScalingConfiguration": {"MinCapacity": 0.5, "MaxCapacity": 4}}}""";

        assertThat(line(billOf(proxy.formatted("db.t4g.micro")), "Proxy").idle())
                .isEqualTo(21.90, CENT);
        assertThat(line(billOf(proxy.formatted("db.serverless")), "Proxy").idle())
                .isEqualTo(87.60, CENT);
    }

    @Test
    void interfaceEndpointIsChargedInEachZoneAndGatewayEndpointNever() {
        String twoZones = """
                {"Type": "AWS::EC2::VPCEndpoint", "Properties":
                  {"VpcEndpointType": "Interface", "SubnetIds": [{"Ref": "A"}, {"Ref": "B"}]}}""";
        String gateway = """
                {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcEndpointType": "Gateway"}}""";

        assertThat(billOf("Endpoint", twoZones).idle()).isEqualTo(14.60, CENT);
        assertThat(billOf("Endpoint", gateway).idle()).isZero();
    }

    @Test
    void functionCostsNothingIdleAndByItsShareOfTheRequestsAtLoad() {
        Bill bill = billOf("Pets", """
                {"Type": "AWS::Lambda::Function", "Properties":
                  {"FunctionName": "barkbase-dev-pets", "MemorySize": 1024}}""");

        double calls = 400_000 * 0.0000002;
        double time = (400_000 * 0.02 + 2_000 * 0.5) * 0.0000133334;
        double logs = 400_000 * 0.0000015 * 0.5;
        assertThat(bill.idle()).isZero();
        assertThat(bill.busy()).isEqualTo(calls + time + logs + 3 * 0.30 + 2_000 * 0.000005, CENT);
    }

    @Test
    void scheduleIsChargedWithTheFunctionThatItStartsThroughAnAlias() {
        Bill bill = billOf("""
                "Every5Minutes": {"Type": "AWS::Events::Rule", "Properties":
                  {"ScheduleExpression": "rate(5 minutes)", "Targets": [{"Arn": {"Ref": "Live"}}]}},
                "Live": {"Type": "AWS::Lambda::Alias", "Properties": {"FunctionName": {"Ref": "Healthcheck"}}},
                "Healthcheck": {"Type": "AWS::Lambda::Function", "Properties":
                  {"FunctionName": "barkbase-dev-db-healthcheck", "MemorySize": 1024}}""");

        double call = 0.0000002 + 0.02 * 0.0000133334 + 0.0000015 * 0.5 + 0.000005;
        assertThat(line(bill, "Every5Minutes").basis()).isEqualTo("8,760 calls");
        assertThat(bill.idle()).isEqualTo(8_760 * call, within(0.0001));
    }

    @Test
    void alarmIsChargedByTheMetricsThatItReads() {
        Bill bill = billOf("""
                "Plain": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"AlarmName": "plain", "MetricName": "m"}},
                "Ratio": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"AlarmName": "ratio", "Metrics":
                  [{"Expression": "a/b"}, {"MetricStat": {}}, {"MetricStat": {}}]}}""");

        assertThat(line(bill, "plain").idle()).isEqualTo(0.10, CENT);
        assertThat(line(bill, "ratio").idle()).isEqualTo(0.20, CENT);
    }

    @Test
    void equalResourcesShareOneLineAndFreeOnesAreCounted() {
        Bill bill = billOf("""
                "One": {"Type": "AWS::SecretsManager::Secret"},
                "Two": {"Type": "AWS::SecretsManager::Secret"},
                "Group": {"Type": "AWS::EC2::SecurityGroup"}""");

        assertThat(bill.lines())
                .containsExactly(new Bill.Line("Stack", "2 x SecretsManager::Secret", 2, "", 0.80, 0.80));
        assertThat(bill.uncharged()).isEqualTo(1);
    }

    @Test
    void typeThatNobodyHasLookedUpIsAnError() {
        assertThatThrownBy(() -> billOf("Broker", """
                {"Type": "AWS::AmazonMQ::Broker"}"""))
                .isInstanceOf(CostException.class)
                .hasMessage("Nothing says what AWS::AmazonMQ::Broker costs: add a rule and its price to"
                        + " com.barkbase.cdk.cost, or the type and why it is free to free.json.");
    }

    @Test
    void sizeWithoutPriceIsAnErrorThatNamesTheFile() {
        assertThatThrownBy(() -> billOf("Db", """
                {"Type": "AWS::RDS::DBInstance", "Properties": {"DBInstanceClass": "db.x2g.16xlarge"}}"""))
                .isInstanceOf(CostException.class)
                .hasMessage("There is no 'db.x2g.16xlarge' in prices.json: add it, with its unit, its date and its"
                        + " source.");
    }

    @Test
    void serviceWithoutShareOfTheRequestsIsAnError() {
        assertThatThrownBy(() -> billOf("Bookings", """
                {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "barkbase-dev-bookings"}}"""))
                .isInstanceOf(CostException.class)
                .hasMessageStartingWith("There is no 'share bookings' in usage.json: ");
    }

    private static Bill.Line line(Bill bill, String name) {
        return bill.lines().stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Bill billOf(String id, String resource) {
        return billOf("\"" + id + "\": " + resource);
    }

    private static Bill billOf(String resources) {
        try {
            var template = new ObjectMapper().readTree("{\"Resources\": {" + resources + "}}");
            return Bill.of(new Templates(Map.of("Stack", template)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This test's template is not JSON: " + resources, e);
        }
    }
}
