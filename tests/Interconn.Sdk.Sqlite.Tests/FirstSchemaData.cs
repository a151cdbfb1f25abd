using System.Security.Cryptography;
using System.Text;

namespace Interconn.Sdk.Sqlite.Tests;

/// <summary>One row in each table of the first schema, as the version that made that schema wrote it.</summary>
internal static class FirstSchemaData
{
    public static readonly string Rows = $$"""
        INSERT INTO interconn_contracts (
            partner_node_id, contract_id, role, status, version, partner, is_address_offered, expires_at, applied_at, approved_at, auth_type, auth_credential, is_proven,
            waiting_keys, awaits_person, own_key_fingerprint, partner_has_own_key, awaits_confirmation, inquiries, needs_person, stored_order)
        VALUES (
            'JG-1', 'c-1', 'Holder', 'Approved', 4,
            '{"node_id":"JG-1","name":"合作方","address":"https://partner.example.com","inst_id":"JG01","institution":"i","system":"s","system_version":"1"}',
            1, '2126-01-01 00:00:00', '2025-01-02 03:04:05', '2025-01-02 03:04:05.678', '公钥', 'key', 1, '[]', 0, 'abc', 1, 0, 0, 0, 5);
        INSERT INTO interconn_audits (
            resource, partner_node_id, audit_id, role, status, version, contract_id, contract_expires_at, resource_id, application_json, applied_at, approved_at,
            awaits_person, permit_id, awaits_confirmation, inquiries, stored_order)
        VALUES (
            'Dataset', 'JG-1', 'a-1', 'Holder', 'Approved', 2, 'c-1', '2126-01-01 00:00:00', 'd-1', '{}', '2025-01-02 03:04:05', '2025-01-02 03:04:06',
            0, 'p-1', 0, 0, 6);
        INSERT INTO interconn_outbox (
            sequence, message_id, partner_node_id, kind, contract_id, body, lane, state, version, created_at, next_attempt_at, attempts, last_code, takeable_at)
        VALUES (
            7, 'm-1', 'JG-1', 'ContractConfirmation', 'c-1', 'plain:{"status":"APPROVED"}', 'contract JG-1 c-1', 'Pending', 1,
            '2025-01-02 03:04:05', '2025-01-02 03:04:05', 0, 0, '2025-01-02 03:04:05');
        INSERT INTO interconn_permits (
            permit_id, resource_type, resource_id, level, holder_node_id, holder_inst_id, user_node_id, user_inst_id, times_limit, uses, auth_scope, issued_at)
        VALUES (
            'p-1', 'DATASET', 'd-1', 1, 'LX-1', 'LX01', 'JG-1', 'JG01', 3, 2, '{"NODE":["JG-1"]}', '2025-01-02 03:04:06');
        INSERT INTO interconn_nonces (nonce_id, expires_at) VALUES (X'{{SeenNonce()}}', '2026-11-22 08:06:00');
        """;

    // Half of the digest of scope, a line feed and nonce.
    private static string SeenNonce() => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(TestNode.CallerId + "\nseen"))[..16]);
}
