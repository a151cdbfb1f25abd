namespace Interconn.Sdk.Refit.Tests.PublicApi;

public sealed class PublicApiTests() : PublicApiFixture(RefitPackage.Assembly);
