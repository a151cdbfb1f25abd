namespace Interconn.Sdk.BouncyCastle.Tests.PublicApi;

public sealed class PublicApiTests() : PublicApiFixture(typeof(Sm3Sm2).Assembly);
