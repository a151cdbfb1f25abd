using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Interconn.Sdk.Emulators.Hosting;
using Interconn.Sdk.HuaweiBcs.Datasets;
using Interconn.Sdk.HuaweiBcs.Protocol;
using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.Emulators.HuaweiBcs;

/// <summary>
/// The RESTful API add-on of a Huawei Cloud BCS instance, in process. Orders are made by <see cref="AddOrder"/>, since the endpoint that makes them is none of those that
/// the client calls. It serves plain http: let the client allow it (<c>AllowPlainHttp</c>).
/// </summary>
public sealed class HuaweiBcsEmulator : IAsyncDisposable
{
    private const string IncorrectArguments = "BCS.5002046";
    // The document lists no code for it.
    private const string NoSuchOrder = "BCS.5002000";
    private const int EncryptedKeyBytes = 145;
    private readonly Lock gate = new();
    private readonly Dictionary<string, DatasetOrder> orders = new(StringComparer.Ordinal);
    private EmulatorHost? host;

    private HuaweiBcsEmulator()
    {
    }

    /// <summary>Where it serves: <c>http</c>, <c>127.0.0.1</c> and a port of its own.</summary>
    public Uri Address => host!.Address;

    /// <summary>The orders as they are now.</summary>
    public IReadOnlyList<DatasetOrder> Orders
    {
        get
        {
            lock (gate)
            {
                return [.. orders.Values];
            }
        }
    }

    internal IReadOnlyList<NeighbourEndpoint> Endpoints => host!.Endpoints;

    /// <summary>Starts one.</summary>
    /// <param name="options">What it is told; null tells nothing.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>The emulator, which serves already. Dispose it to stop it.</returns>
    public static async Task<HuaweiBcsEmulator> StartAsync(EmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var emulator = new HuaweiBcsEmulator();
        emulator.host = await EmulatorHost.StartAsync(
            options, routes => routes.Map(HuaweiBcsEndpoints.AuthorizeDataset, emulator.AuthorizeAsync), cancellationToken).ConfigureAwait(false);
        return emulator;
    }

    /// <summary>Lets a consumer have ordered a dataset.</summary>
    /// <param name="order">The order; one of the same number is replaced.</param>
    public void AddOrder(DatasetOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        lock (gate)
        {
            orders[order.OrderSeq] = order;
        }
    }

    /// <summary>Stops it.</summary>
    /// <returns>A task that ends when its port is free.</returns>
    public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task AuthorizeAsync(EmulatedRequest request)
    {
        DatasetAuthorization? authorization = await request.ReadJsonAsync(HuaweiBcsJson.Context.DatasetAuthorization, "cryptoMethod").ConfigureAwait(false);
        if (authorization is null || !IsComplete(authorization))
        {
            await RefuseAsync(request, IncorrectArguments, "Incorrect number of arguments").ConfigureAwait(false);
            return;
        }

        DatasetOrder? authorized = Authorize(authorization);
        await (authorized is null
            ? RefuseAsync(request, NoSuchOrder, "The order does not exist")
            : request.JsonAsync(200, authorized, HuaweiBcsJson.Context.DatasetOrder)).ConfigureAwait(false);
    }

    private DatasetOrder? Authorize(DatasetAuthorization authorization)
    {
        lock (gate)
        {
            if (!orders.TryGetValue(authorization.OrderSeq, out DatasetOrder? order)
                || !string.Equals(order.Consumer, authorization.Consumer, StringComparison.Ordinal))
            {
                return null;
            }

            // Once authorised, it stays as it is.
            return orders[order.OrderSeq] = order with
            {
                EncryptedAesKey = order.EncryptedAesKey ?? Convert.ToBase64String(RandomNumberGenerator.GetBytes(EncryptedKeyBytes)),
                Status = "ready",
                LockProof = order.LockProof ?? "",
            };
        }
    }

    // The deserializer has seen to it that the members are there which have no default.
    private static bool IsComplete(DatasetAuthorization authorization) =>
        authorization is { Timestamp: not null, OrgId.Length: > 0, ChannelId.Length: > 0, CryptoMethod: "SW", OrderSeq.Length: > 0, Consumer.Length: > 0 }
        && PemText.IsCertificate(authorization.Certificate)
        && PemText.IsPrivateKey(authorization.PrivateKey);

    private static Task RefuseAsync(EmulatedRequest request, string code, string msg) =>
        request.RawJsonAsync(500, new JsonObject { ["errorCode"] = code, ["errorMsg"] = msg }.ToJsonString());
}
