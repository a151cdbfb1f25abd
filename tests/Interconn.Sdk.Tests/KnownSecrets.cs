using Interconn.Sdk.TestHosting.Secrets;

[assembly: KnownSecrets("correct horse")]
