process.stdout.write("wherry: nothing here yet\n");
