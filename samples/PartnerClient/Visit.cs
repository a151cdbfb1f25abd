using Interconn.Sdk.Audits;
using Interconn.Sdk.Client;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Node;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;

namespace PartnerClient;

/// <summary>What can be done with a partner, each a step that says what came of it.</summary>
internal sealed class Visit(CallbackNode own, Arguments arguments, Steps steps, CancellationToken cancellationToken)
{
    private readonly string partner = arguments.PartnerNodeId;
    private string? dataset = arguments.Dataset;

    private InterconnNode Node => own.Node;

    /// <summary>Does what the command says.</summary>
    public async Task<Outcome> RunAsync()
    {
        Func<Task<Outcome>>[] acts = arguments.Command switch
        {
            "query" => [QueryAsync],
            "apply" => [ApplyAsync],
            "health" => [HealthAsync],
            "datasets" => [DatasetsAsync],
            "audit" => [AuditAsync],
            "read" => [ReadAsync],
            "end" => [EndAsync],
            _ => [QueryAsync, ApplyAsync, HealthAsync, DatasetsAsync, AuditAsync, ReadAsync],
        };
        foreach (Func<Task<Outcome>> actAsync in acts)
        {
            if (await actAsync() is not Outcome.Done and Outcome outcome)
            {
                return outcome;
            }
        }

        return Outcome.Done;
    }

    private Task<Outcome> QueryAsync() => steps.RunAsync("3.6", "query the node", async () =>
    {
        InterconnClient stranger = own.Clients.Create(partner, arguments.Partner);
        NodeInfo node = await stranger.Nodes.QueryNodeAsync(new NodeQuery { NodeId = partner }, cancellationToken);
        return $"{node.Name} of {node.Institution}, {node.System} {node.SystemVersion}";
    });

    private async Task<Outcome> ApplyAsync()
    {
        ContractRecord? contract = await FindContractAsync();
        Outcome outcome = contract switch
        {
            null => await steps.RunAsync("3.1", "apply for a contract", async () =>
            {
                contract = await Node.Contracts.ApplyAsync(arguments.Partner!, partner, arguments.Key, cancellationToken: cancellationToken);
                return $"contract {contract.ContractId}";
            }),
            { Status: ApprovalStatus.Applied, WaitingKeys: [WaitingKey waiting, ..] } when Same(waiting.Fingerprint, arguments.Key) =>
                await steps.RunAsync("", "take the partner's key", async () =>
                {
                    await Node.Contracts.AcceptKeyAsync(partner, contract.ContractId, waiting.Fingerprint, cancellationToken);
                    return waiting.Fingerprint;
                }),
            { Status: ApprovalStatus.Applied } => await steps.RunAsync("3.5", "ask for the decision", async () =>
                $"{await Node.Contracts.InquireAsync(partner, contract.ContractId, cancellationToken)} there"),
            _ => Outcome.Done,
        };
        return outcome != Outcome.Done ? outcome : await steps.RunAsync("3.2", "wait for the decision", async () =>
        {
            ContractRecord? decided = await InTimeAsync(token => Node.Contracts.WaitForDecisionAsync(partner, contract!.ContractId, token));
            contract = decided ?? await FindContractAsync();
            return contract switch
            {
                { WaitingKeys: [WaitingKey waiting, ..] } => (Outcome.Undecided,
                    $"whose key is {waiting.Fingerprint}? Ask the partner by telephone; if it is theirs: apply … --key {waiting.Fingerprint}"),
                { Status: ApprovalStatus.Approved } => (Outcome.Done, $"{contract.Status} until {contract.ExpiresAt:yyyy-MM-dd}"),
                _ when decided is null => (Outcome.Undecided, "a person decides there; apply again later"),
                _ => throw new InterconnRequestException($"The contract is {decided.Status}."),
            };
        });
    }

    private Task<Outcome> HealthAsync() => steps.RunAsync("3.7", "check the health", async () =>
        (await Node.CreateClient(partner).Nodes.CheckHealthAsync(cancellationToken)).Status);

    private Task<Outcome> DatasetsAsync() => steps.RunAsync("4.1", "list the datasets", async () =>
    {
        string contractId = await ContractIdAsync();
        var found = new List<string>();
        await foreach (DatasetSummary summary in Node.CreateClient(partner).Datasets.ListAllAsync(contractId, cancellationToken: cancellationToken))
        {
            dataset ??= summary.DatasetId;
            found.Add($"{summary.DatasetId} ({summary.Name}, {summary.Count} rows)");
        }

        return $"{found.Count}: {string.Join(", ", found)}";
    });

    private async Task<Outcome> AuditAsync()
    {
        AuditRecord? audit = null;
        Outcome outcome = await steps.RunAsync("4.3", "apply for its use", async () =>
        {
            string contractId = await ContractIdAsync();
            string wanted = dataset ?? throw new InterconnRequestException("The partner has no dataset to apply for.");
            var open = new AuditFilter { PartnerNodeId = partner, ResourceId = wanted, Role = PartyRole.Applicant, Status = ApprovalStatus.Applied, Take = 1 };
            audit = await Node.Audits.ListAsync(open, cancellationToken) is [AuditRecord earlier] ? earlier : null;
            if (audit is not null)
            {
                return $"{wanted} was applied for before; {await Node.Audits.InquireAsync(audit.Key, cancellationToken)} there";
            }

            var application = new DatasetAuditApplication
            {
                AuditId = $"audit-{Guid.NewGuid():N}",
                ContractId = contractId,
                DatasetId = wanted,
                TimesLimit = arguments.Times,
            };
            audit = await Node.Audits.ApplyForDatasetAsync(partner, application, cancellationToken);
            return $"{wanted}, for {arguments.Times} uses";
        });
        return outcome != Outcome.Done ? outcome : await steps.RunAsync("4.4", "wait for the decision", async () =>
            await InTimeAsync(token => Node.Audits.WaitForDecisionAsync(audit!.Key, token)) switch
            {
                null => (Outcome.Undecided, "a person decides there; audit again later"),
                { Status: ApprovalStatus.Approved, ReceivedPermit: ResourcePermit permit } =>
                    (Outcome.Done, $"a permit for {permit.TimesLimit?.ToString() ?? "any number of"} uses came with it"),
                { EndReason: AuditEndReason.ApplicationRefused } => throw new InterconnRequestException(await WhyRefusedAsync(audit!.AuditId)),
                AuditRecord ended => throw new InterconnRequestException($"The application for {ended.ResourceId} is {ended.Status}."),
            });
    }

    private Task<Outcome> ReadAsync() => steps.RunAsync("", "read with the permit", async () =>
    {
        InterconnClient permitted = await Node.Permits.ClientForAsync(partner, ResourceType.Dataset, dataset!, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/data/{Uri.EscapeDataString(dataset!)}/read");
        using HttpResponseMessage answer = await permitted.SendAsync(request, cancellationToken);
        return await DataAnswer.ReadAsync(answer, cancellationToken);
    });

    private Task<Outcome> EndAsync() => steps.RunAsync("3.3", "end the contract", async () =>
    {
        string contractId = await ContractIdAsync();
        await Node.Contracts.TerminateAsync(partner, contractId, cancellationToken);
        bool isTold = await InTimeAsync(async token =>
        {
            await Node.Outbox.WaitUntilEmptyAsync(partner, token);
            return contractId;
        }) is not null;
        return isTold ? (Outcome.Done, $"{contractId}, and all that rested on it") : (Outcome.Undecided, "ended here; the partner is told when it can be reached");
    });

    private async Task<string> ContractIdAsync() => await FindContractAsync() is { Status: ApprovalStatus.Approved } contract
        ? contract.ContractId
        : throw new InterconnRequestException($"There is no contract in force with {partner}. Run apply first.");

    /// <summary>An application for a use travels by the outbox, and what the partner answered to it stands there.</summary>
    private async Task<string> WhyRefusedAsync(string auditId)
    {
        var refused = new OutboxFilter { PartnerNodeId = partner, State = OutboxState.Dead };
        OutboxMessage? message = (await Node.Outbox.ListAsync(refused, cancellationToken)).LastOrDefault(message => message.AuditId == auditId);
        return message?.LastFailure ?? "The partner refused the application.";
    }

    /// <summary>The contract in force, or else the one that was applied for.</summary>
    private async Task<ContractRecord?> FindContractAsync()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        IReadOnlyList<ContractRecord> contracts = await Node.Contracts.ListAsync(new ContractFilter { PartnerNodeId = partner }, cancellationToken);
        return contracts.FirstOrDefault(contract => contract.StatusAt(now) == ApprovalStatus.Approved)
            ?? contracts.FirstOrDefault(contract => contract.StatusAt(now) == ApprovalStatus.Applied);
    }

    private static bool Same(string fingerprint, string? key) => string.Equals(fingerprint, key, StringComparison.OrdinalIgnoreCase);

    /// <summary>Waits for as long as the user said; null where that was not long enough.</summary>
    private async Task<T?> InTimeAsync<T>(Func<CancellationToken, Task<T>> waitAsync)
        where T : class
    {
        using var patience = new CancellationTokenSource(arguments.Wait, TimeProvider.System);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await waitAsync(both.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return null;
        }
    }
}
