using Interconn.Sdk.HuaweiBcs.Tests;
using Interconn.Sdk.TestHosting.Secrets;

[assembly: KnownSecrets(TestDataShare.KeyLine)]
