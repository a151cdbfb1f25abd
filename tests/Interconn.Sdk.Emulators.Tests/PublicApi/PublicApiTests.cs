namespace Interconn.Sdk.Emulators.Tests.PublicApi;

public sealed class PublicApiTests() : PublicApiFixture(typeof(EmulatorOptions).Assembly);
