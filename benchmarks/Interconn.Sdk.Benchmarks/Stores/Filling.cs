namespace Interconn.Sdk.Benchmarks.Stores;

/// <summary>Rows as a node has them that has run for long: audits that have been approved, messages that were delivered, permits of which some were used up.</summary>
internal static class Filling
{
    private const string Partner = "'JG01000011' || substr('0000000' || (n % 1000), -8)";

    /// <summary>The statements for a database that gives the numbers 1 to <paramref name="rows"/> as n by <paramref name="numbers"/>, and reads a time as a text by <paramref name="time"/>.</summary>
    public static IEnumerable<string> Statements(string numbers, Func<string, string> time, string partner = Partner)
    {
        string past = time("2026-01-01 08:00:00");
        string future = time("2027-01-01 08:00:00");
        yield return "INSERT INTO interconn_audits (resource, partner_node_id, audit_id, role, status, version, contract_id, contract_expires_at, resource_id, application_json, applied_at, "
            + "approved_at, awaits_person, permit_id, awaits_confirmation, inquiries, stored_order) "
            + $"SELECT 'Dataset', {partner}, 'a-' || n, 'Holder', 'Approved', 2, 'c-1', {future}, 'd-' || n, '{{\"audit_id\":\"a\"}}', {past}, {past}, {False(numbers)}, 'p-' || n, {False(numbers)}, 0, n FROM {numbers}";
        yield return "INSERT INTO interconn_outbox (message_id, partner_node_id, kind, contract_id, resource, audit_id, lane, state, version, created_at, next_attempt_at, attempts, last_code, ended_at) "
            + $"SELECT 'm-' || n, {partner}, 'AuditConfirmation', 'c-1', 'Dataset', 'a-' || n, 'audit a-' || n, 'Delivered', 3, {past}, {past}, 1, 0, {past} FROM {numbers}";
        yield return "INSERT INTO interconn_permits (permit_id, resource_type, resource_id, level, holder_node_id, holder_inst_id, user_node_id, user_inst_id, times_limit, uses, contract_id, "
            + "contract_expires_at, audit_id, key_id, issued_at) "
            + $"SELECT 'p-' || n, 'DATASET', 'd-' || n, 1, 'LX0000010000280', 'LX01', {partner}, 'JG01', 10, n % 10, 'c-1', {future}, 'a-' || n, 'key', {past} FROM {numbers}";
    }

    private static string False(string numbers) => numbers.Contains("generate_series", StringComparison.Ordinal) ? "FALSE" : "0";
}
