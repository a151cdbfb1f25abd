using System.Text.Json;
using Interconn.Sdk.HuaweiBcs.Protocol;
using Interconn.Sdk.Neighbours;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.HuaweiBcs.Datasets;

/// <summary>Calls the data share.</summary>
internal sealed class DatasetsClient(NeighbourCaller caller, HuaweiBcsOptions options) : IDatasetsApi
{
    private const string LedgerTimeout = "BCS.5002034";
    private static readonly TimeSpan DocumentOffset = TimeSpan.FromHours(8);

    public async Task<DatasetOrder> AuthorizeAsync(DatasetAuthorization authorization, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(authorization);
        Check(authorization);
        DatasetAuthorization sent = authorization with
        {
            Certificate = PemText.With(options.PemLineBreaks, authorization.Certificate),
            PrivateKey = PemText.With(options.PemLineBreaks, authorization.PrivateKey),
            Timestamp = authorization.Timestamp ?? caller.TimeProvider.GetUtcNow().ToOffset(DocumentOffset),
        };
        var call = new NeighbourCall
        {
            Endpoint = HuaweiBcsEndpoints.AuthorizeDataset,
            Address = options.Address!,
            Target = HuaweiBcsEndpoints.AuthorizeDataset.Path,
            Body = JsonSerializer.SerializeToUtf8Bytes(sent, HuaweiBcsJson.Context.DatasetAuthorization),
            Secrets = PemText.SecretLines(authorization.PrivateKey),
        };
        HttpAnswer answer = await caller.SendAsync(call, cancellationToken).ConfigureAwait(false);
        if (answer.IsRedirect)
        {
            throw caller.Redirected(call, answer);
        }

        if (HuaweiBcsError.TryRead(answer) is HuaweiBcsError error)
        {
            throw caller.Refused(call, answer, error.Code, error.Msg, error.Code == LedgerTimeout
                ? "The ledger may have taken it: ask for the order before you try again."
                : null);
        }

        return answer.IsSuccess
            ? caller.Read(call, answer, HuaweiBcsJson.Context.DatasetOrder)
            : throw caller.Refused(call, answer, code: null, msg: null, "The answer has none of the documented forms; it may come from a gateway before the instance.");
    }

    private static void Check(DatasetAuthorization authorization)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(authorization.OrgId);
        ArgumentException.ThrowIfNullOrWhiteSpace(authorization.ChannelId);
        ArgumentException.ThrowIfNullOrWhiteSpace(authorization.CryptoMethod);
        ArgumentException.ThrowIfNullOrWhiteSpace(authorization.Consumer);
        ArgumentException.ThrowIfNullOrWhiteSpace(authorization.OrderSeq);
        ArgumentNullException.ThrowIfNull(authorization.Certificate);
        ArgumentNullException.ThrowIfNull(authorization.PrivateKey);
        if (!PemText.IsCertificate(authorization.Certificate))
        {
            throw new ArgumentException("Certificate must be a PEM certificate and nothing else.", nameof(authorization));
        }

        if (!PemText.IsPrivateKey(authorization.PrivateKey))
        {
            throw new ArgumentException("PrivateKey must be a PEM private key.", nameof(authorization));
        }
    }
}
