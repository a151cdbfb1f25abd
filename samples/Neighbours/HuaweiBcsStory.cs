using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Emulators.HuaweiBcs;
using Interconn.Sdk.HuaweiBcs;
using Interconn.Sdk.HuaweiBcs.Datasets;

namespace Neighbours;

/// <summary>A consumer has ordered a dataset; its provider authorises the order.</summary>
internal static class HuaweiBcsStory
{
    private const string System = "Huawei BCS";

    public static async Task PlayAsync(Score score)
    {
        await using HuaweiBcsEmulator emulator = await HuaweiBcsEmulator.StartAsync();
        emulator.AddOrder(new DatasetOrder { OrderSeq = "1", Consumer = "did:example:3TMWx8owKHARgNwbj4ywmG", ProductId = "product1", Price = "0" });
        await using ServiceProvider services = new ServiceCollection()
            // The emulator speaks plain http. A real instance does not, and its calls carry a private key.
            .AddHuaweiBcsClient(options => (options.Address, options.AllowPlainHttp) = (emulator.Address, true)).Services
            .BuildServiceProvider();
        HuaweiBcsClient client = services.GetRequiredService<HuaweiBcsClient>();

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = new CertificateRequest("CN=provider", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddDays(1));
        await score.CallAsync(
            System,
            "1",
            "Datasets.AuthorizeAsync",
            () => client.Datasets.AuthorizeAsync(new DatasetAuthorization
            {
                OrgId = "ce0ac69b0c8648cd25b44a551780409767c8890b",
                ChannelId = "mychannel",
                Certificate = certificate.ExportCertificatePem(),
                PrivateKey = key.ExportPkcs8PrivateKeyPem(),
                Consumer = "did:example:3TMWx8owKHARgNwbj4ywmG",
                OrderSeq = "1",
            }),
            order =>
            {
                Score.Expect(order.Status == "ready" && order.EncryptedAesKey is not null, "an authorised order is ready and has the encrypted key");
                return $"order {order.OrderSeq} of {order.ProductId} is {order.Status}, with the key for {order.Consumer}";
            });
    }
}
