using Interconn.Sdk.Fuxi.Tests.Seed;
using Interconn.Sdk.TestHosting.Secrets;

[assembly: KnownSecrets(SeedCalls.Secret, SeedCalls.ApiKey, SeedCalls.OtherApiKey)]
