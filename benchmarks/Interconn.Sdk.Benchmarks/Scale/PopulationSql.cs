using System.Text.Json;

namespace Interconn.Sdk.Benchmarks.Scale;

/// <summary>The <see cref="Population"/> as statements of a database: the same rows as it would write for the records, many with one statement.</summary>
/// <param name="padded">Eight digits of a number n.</param>
/// <param name="time">A literal time from its text in UTC.</param>
/// <param name="after">A time a number of seconds n after one.</param>
/// <param name="no">False.</param>
/// <param name="yes">True.</param>
internal sealed class PopulationSql(string padded, Func<string, string> time, Func<string, string> after, string no, string yes)
{
    private const string Format = "yyyy-MM-dd HH:mm:ss";

    /// <summary>Adds all, for the rows n of a source.</summary>
    public IEnumerable<string> Statements(string numbers)
    {
        string node = $"'JG01000011' || {padded}";
        string applied = after(Population.FirstAppliedAt.ToString(Format, null));
        string expires = time(Population.ExpiresAt.ToString(Format, null));
        string partner = Concatenated(JsonSerializer.Serialize(Population.Contract(0).Partner), Population.NodeIdOf(0), node);
        yield return "INSERT INTO interconn_contracts (partner_node_id, contract_id, role, status, version, partner, is_address_offered, expires_at, applied_at, approved_at, auth_type, "
            + "auth_credential, is_proven, waiting_keys, awaits_person, own_key_fingerprint, partner_has_own_key, awaits_confirmation, inquiries, needs_person, stored_order) "
            + $"SELECT {node}, 'c-' || {padded}, 'Holder', 'Approved', {Population.Version}, {partner}, {no}, {expires}, {applied}, {applied}, '{Population.PartnerKey.AuthType}', "
            + $"'{Population.PartnerKey.AuthCredential}', {yes}, '[]', {no}, '{Population.NodeKey.PublicKey.Fingerprint}', {yes}, {no}, 0, {no}, n FROM {numbers}";
        yield return "INSERT INTO interconn_audits (resource, partner_node_id, audit_id, role, status, version, contract_id, contract_expires_at, resource_id, application_json, applied_at, "
            + "approved_at, awaits_person, permit_id, awaits_confirmation, inquiries, stored_order) "
            + $"SELECT 'Dataset', {node}, 'a-' || {padded}, 'Holder', 'Approved', {Population.Version}, 'c-' || {padded}, {expires}, 'd-' || {padded}, "
            + $"'{{\"audit_id\":\"a-' || {padded} || '\",\"dataset_id\":\"d-' || {padded} || '\"}}', {applied}, {applied}, {no}, 'p-' || {padded}, {no}, 0, n FROM {numbers}";
        yield return "INSERT INTO interconn_permits (permit_id, resource_type, resource_id, level, holder_node_id, holder_inst_id, user_node_id, user_inst_id, uses, contract_id, "
            + "contract_expires_at, audit_id, key_id, issued_at) "
            + $"SELECT 'p-' || {padded}, 'DATASET', 'd-' || {padded}, 1, '{TestHosting.TestNode.HolderId}', 'LX01', {node}, 'JG01', 0, 'c-' || {padded}, {expires}, 'a-' || {padded}, "
            + $"'{Population.PermitKeyId}', {applied} FROM {numbers}";
    }

    private static string Concatenated(string text, string value, string expression) => $"'{text.Replace(value, $"' || {expression} || '", StringComparison.Ordinal)}'";
}
