using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Client;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Keys;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Outbox;

/// <summary>Sends one message: makes the call that it stands for.</summary>
internal sealed class OutboxDelivery(
    InterconnClientFactory clients, IPartnerDirectory directory, AddressPolicy addresses, OwnKeys ownKeys, IServiceProvider services)
{
    private static InterconnJsonContext Json => InterconnJson.Context;

    /// <summary>Makes the call. It failed where this throws.</summary>
    /// <returns>For an update of this node the fingerprint of the key that the partner was told; otherwise null.</returns>
    public async Task<string?> SendAsync(OutboxMessage message, ContractRecord? contract, CancellationToken cancellationToken)
    {
        Uri? address = await AddressAsync(message.PartnerNodeId, contract, cancellationToken).ConfigureAwait(false);
        InterconnClient client = clients.Create(message.PartnerNodeId, address);
        switch (message.Kind)
        {
            case OutboxKind.ContractConfirmation:
                await SignedFor(contract, client).Nodes.ConfirmContractAsync(Read(message, Json.ContractConfirmation), cancellationToken).ConfigureAwait(false);
                return null;
            case OutboxKind.ContractTermination:
                await SignedFor(contract, client).Nodes.TerminateContractAsync(Read(message, Json.ContractTermination), cancellationToken).ConfigureAwait(false);
                return null;
            case OutboxKind.NodeUpdate:
                return await UpdateAsync(contract!, client, cancellationToken).ConfigureAwait(false);
            default:
                await SendAuditAsync(message, client, cancellationToken).ConfigureAwait(false);
                return null;
        }
    }

    // The directory knows partners with a contract. While one is applied for, and after the last has ended, the contract alone says where the partner is.
    private async ValueTask<Uri?> AddressAsync(string partnerNodeId, ContractRecord? contract, CancellationToken cancellationToken)
    {
        Partner? partner = await directory.FindAsync(partnerNodeId, cancellationToken).ConfigureAwait(false);
        if (partner?.Address is not null || contract is null)
        {
            return null;
        }

        if (!contract.IsAddressOffered)
        {
            return Uri.TryCreate(contract.Partner.Address, UriKind.Absolute, out Uri? given) ? given : null;
        }

        return addresses.TryRead(contract.Partner.Address, out Uri? offered, out string? refusal)
            ? offered
            : throw new InvalidOperationException($"The address that {partnerNodeId} gave with its {contract.ContractId} is not used: {refusal}.");
    }

    private InterconnClient SignedFor(ContractRecord? contract, InterconnClient client) => contract is null
        ? client
        : client.With(new InterconnCallOptions
        {
            SigningKey = ownKeys.Find(contract.OwnKeyFingerprint) ?? throw new InvalidOperationException(
                $"{contract} names the key {contract.OwnKeyFingerprint} of this node, which this process does not have. List it under PreviousKeys."),
        });

    private async Task<string> UpdateAsync(ContractRecord contract, InterconnClient client, CancellationToken cancellationToken)
    {
        NodeUpdate update = services.GetRequiredService<IOwnKeyUpdates>().ComposeUpdate(contract, out ISigningKey announced);
        IReadOnlyList<ISigningKey> signers = ownKeys.InOrderOfTrial(contract.OwnKeyFingerprint);
        for (int trial = 0; ; trial++)
        {
            try
            {
                await client.With(new InterconnCallOptions { SigningKey = signers[trial] }).Nodes.UpdateNodeAsync(update, cancellationToken).ConfigureAwait(false);
                return announced.PublicKey.Fingerprint;
            }
            catch (InterconnAnswerException answer) when (trial + 1 < signers.Count && IsOfAnotherKey(answer))
            {
                // The partner took an update before, and its answer was lost: it knows another key of this node, or this one as a former one.
            }
        }
    }

    private static bool IsOfAnotherKey(InterconnAnswerException answer) =>
        answer.Code == InterconnCodes.IllegalTransition || DeliveryFailure.StatusOf(answer) == (int)HttpStatusCode.Unauthorized;

    private static Task SendAuditAsync(OutboxMessage message, InterconnClient client, CancellationToken cancellationToken) => message.Kind switch
    {
        OutboxKind.AuditApplication => ApplyAsync(message, client, cancellationToken),
        OutboxKind.AuditConfirmation => ConfirmAsync(message.Resource, Read(message, Json.AuditConfirmation), client, cancellationToken),
        OutboxKind.AuditTermination => TerminateAsync(message.Resource, Read(message, Json.AuditTermination), client, cancellationToken),
        _ => throw Unknown(message.Kind),
    };

    private static Task ApplyAsync(OutboxMessage message, InterconnClient client, CancellationToken cancellationToken) => message.Resource switch
    {
        AuditResource.Dataset => client.Datasets.ApplyAuditAsync(Read(message, Json.DatasetAuditApplication), cancellationToken),
        AuditResource.Project => client.Projects.ApplyAuditAsync(Read(message, Json.ProjectAuditApplication), cancellationToken),
        AuditResource.Flow => client.Flows.ApplyAuditAsync(Read(message, Json.FlowAuditApplication), cancellationToken),
        AuditResource.Job => client.Jobs.ApplyAuditAsync(Read(message, Json.JobAuditApplication), cancellationToken),
        AuditResource.Model => client.Models.ApplyAuditAsync(Read(message, Json.ModelAuditApplication), cancellationToken),
        _ => throw Unknown(message.Resource),
    };

    private static Task ConfirmAsync(
        AuditResource? resource, AuditConfirmation confirmation, InterconnClient client, CancellationToken cancellationToken) => resource switch
        {
            AuditResource.Dataset => client.Datasets.ConfirmAuditAsync(confirmation, cancellationToken),
            AuditResource.Project => client.Projects.ConfirmAuditAsync(confirmation, cancellationToken),
            AuditResource.Flow => client.Flows.ConfirmAuditAsync(confirmation, cancellationToken),
            AuditResource.Job => client.Jobs.ConfirmAuditAsync(confirmation, cancellationToken),
            AuditResource.Model => client.Models.ConfirmAuditAsync(confirmation, cancellationToken),
            _ => throw Unknown(resource),
        };

    private static Task TerminateAsync(
        AuditResource? resource, AuditTermination termination, InterconnClient client, CancellationToken cancellationToken) => resource switch
        {
            AuditResource.Dataset => client.Datasets.TerminateAuditAsync(termination, cancellationToken),
            AuditResource.Project => client.Projects.TerminateAuditAsync(termination, cancellationToken),
            AuditResource.Flow => client.Flows.TerminateAuditAsync(termination, cancellationToken),
            AuditResource.Job => client.Jobs.TerminateAuditAsync(termination, cancellationToken),
            AuditResource.Model => client.Models.TerminateAuditAsync(termination, cancellationToken),
            _ => throw Unknown(resource),
        };

    private static T Read<T>(OutboxMessage message, JsonTypeInfo<T> type)
        where T : class => message.Unreadable is string why
            ? throw new InvalidOperationException(why)
            : JsonSerializer.Deserialize(message.Body ?? "null", type) ?? throw new JsonException("The message has no content.");

    private static InvalidOperationException Unknown(object? what) => new($"Nothing is sent for {what ?? "an audit of no resource"}.");
}
